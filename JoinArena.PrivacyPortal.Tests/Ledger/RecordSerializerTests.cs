using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class RecordSerializerTests
{
    private static readonly string[] s_hard =
    [
        "",
        "\"",
        "\\",
        "/",
        "</script>",
        "\u0000\u000b\u001f\u007f\u0085\u2028\u2029",
        "😀 שלום مرحبا",
        "a+b&c'd`e",
        "\ufeff",
        "\ue000",
    ];

    private static readonly Gen<string> s_texts = Gen.OneOf(
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 30],
        Gen.String[Gen.Char[' ', '~'], 0, 30],
        Gen.Int[0, s_hard.Length - 1].Select(i => s_hard[i])
    );

    [Fact]
    public void A_record_is_canonical_JSON_that_preserves_any_value() =>
        Gen.Select(s_texts, s_texts, Gen.Int)
            .Sample(
                (text, other, number) =>
                {
                    var written = Encoding.UTF8.GetString(
                        RecordSerializer.Serialize(
                            new Example(
                                text,
                                number,
                                [new(other, text.Length > 3 ? null : other)],
                                number % 2 == 0 ? Kind.TwoWords : Kind.One
                            )
                        )
                    );

                    var read = JsonNode.Parse(written)!;
                    CanonicalJson.Write(read).ShouldBe(written);
                    ((string?)read["zText"], (int?)read["aNumber"], (string?)read["parts"]![0]!["name"]).ShouldBe(
                        (text, number, other)
                    );
                }
            );

    [Fact]
    public void Members_are_in_order_and_missing_ones_are_left_out() =>
        Encoding
            .UTF8.GetString(RecordSerializer.Serialize(new Example("é", 7, [new("n", null)], Kind.TwoWords)))
            .ShouldBe("""{"aNumber":7,"kind":"two-words","parts":[{"name":"n"}],"zText":"é"}""");

    [Fact]
    public void A_number_that_other_languages_may_read_differently_is_refused() =>
        Should.Throw<NotSupportedException>(() => RecordSerializer.Serialize(new Fraction(0.1)));

    private sealed record Example(string ZText, int ANumber, IReadOnlyList<Part> Parts, Kind Kind);

    private sealed record Part(string Name, string? Other);

    private sealed record Fraction(double Value);

    private enum Kind
    {
        One,
        TwoWords,
    }
}
