using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class RecordPackingTests
{
    private static readonly Guid s_row = Guid.Parse("01a229a0-6410-7067-8214-29abe4abdc67");

    private static string Record(string items) =>
        $$"""
            {"at":"2026-01-01T00:00:00.000Z","direction":"disclosed","eventId":"e-7","id":"{{s_row}}","interviewId":"int-0",
            "items":[{{items}}],"kind":"disclosure","party":"p-0","purpose":"candidate-evaluation","source":"/benchmark",
            "standing":"covered","subject":"w-0","version":"1.0"}
            """.ReplaceLineEndings("");

    private const string Item = """{"category":"interview-recording","id":"rec-0"}""";

    [Fact]
    public void What_is_unpacked_is_what_was_packed() =>
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 400].Sample(text => Unpack(Pack(text)).ShouldBe(text));

    [Fact]
    public void Text_of_phrases_and_anything_between_them_comes_back() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 60], Gen.String[Gen.Char[' ', '~'], 0, 8])
            .Sample(
                (from, length, between) =>
                {
                    var record = Record(Item);
                    var start = Math.Min(from, record.Length);
                    var piece = record.Substring(start, Math.Min(length, record.Length - start));
                    var text = piece + between + record + between + piece;
                    Unpack(Pack(text)).ShouldBe(text);
                }
            );

    [Fact]
    public void A_record_of_one_disclosure_takes_a_quarter_of_its_length()
    {
        var record = Record(Item);

        Pack(record).Length.ShouldBeLessThan(record.Length / 4);
    }

    [Fact]
    public void A_record_of_many_items_is_compressed_as_well()
    {
        var record = Record(string.Join(',', Enumerable.Repeat(Item, 100)));

        Pack(record).Length.ShouldBeLessThan(record.Length / 30);
    }

    // Records are stored like this. If this fails, the phrases were changed instead of added to, and what portals have
    // stored can no longer be read.
    [Theory]
    [InlineData(
        "010232362D30312D30315430303A30303A303004652D37060107696E742D3008097265632D3013702D30142F62656E63686D61726B1A772D301F"
    )]
    public void What_an_earlier_version_stored_can_still_be_read(string stored) =>
        Unpack(Convert.FromHexString(stored)).ShouldBe(Record(Item));

    [Fact]
    public void Each_byte_means_for_ever_what_it_meant_first()
    {
        byte[] codes =
        [
            .. Enumerable.Range(2, 30).Select(code => (byte)code),
            .. Enumerable.Range(0xF8, 6).Select(code => (byte)code),
        ];

        codes.Select(code => Unpack([1, code])).ShouldBe(s_phrases);
    }

    [Theory]
    [InlineData(new byte[] { 4, 0x61 })]
    [InlineData(new byte[] { 1, 0xFE })]
    [InlineData(new byte[] { 1, 0 })]
    public void What_only_a_newer_version_can_read_is_refused_and_not_misread(byte[] packed) =>
        Should.Throw<InvalidDataException>(() => Unpack(packed)).Message.ShouldContain("newer version");

    // Copied from the program on purpose: a change there must fail here.
    private static readonly string[] s_phrases =
    [
        "{\"at\":\"20",
        "Z\",\"direction\":\"disclosed\",\"eventId\":\"",
        ".000Z\",\"direction\":\"disclosed\",\"eventId\":\"",
        "Z\",\"direction\":\"collected\",\"eventId\":\"",
        "\",\"id\":\"",
        "\",\"interviewId\":\"",
        "\",\"items\":[{\"category\":\"",
        "interview-recording\",\"id\":\"",
        "transcript\",\"id\":\"",
        "resume\",\"id\":\"",
        "interview-image\",\"id\":\"",
        "generated-photo\",\"id\":\"",
        "salary-expectation\",\"id\":\"",
        "evaluation\",\"id\":\"",
        "external-profile\",\"id\":\"",
        "profile\",\"id\":\"",
        "\"},{\"category\":\"",
        "\"}],\"kind\":\"disclosure\",\"party\":\"",
        "\",\"purpose\":\"candidate-evaluation\",\"source\":\"",
        "\",\"purpose\":\"photo-generation\",\"source\":\"",
        "\",\"purpose\":\"model-improvement\",\"source\":\"",
        "\",\"purpose\":\"hiring\",\"source\":\"",
        "\",\"purpose\":\"profile-enrichment\",\"source\":\"",
        "\",\"purpose\":\"legal-duty\",\"source\":\"",
        "\",\"standing\":\"covered\",\"subject\":\"",
        "\",\"standing\":\"own-system\",\"subject\":\"",
        "\",\"standing\":\"nothing-accepted\",\"subject\":\"",
        "\",\"standing\":\"no-clause\",\"subject\":\"",
        "\",\"standing\":\"against-stop\",\"subject\":\"",
        "\",\"version\":\"1.0\"}",
        "\",\"version\":\"",
        "\",\"kind\":\"",
        "\",\"subject\":\"",
        "\",\"request\":\"",
        "\",\"party\":\"",
        "\"}",
    ];

    private static byte[] Pack(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var packed = new byte[RecordPacking.GetMaxLength(bytes.Length)];
        return packed[..RecordPacking.Pack(s_row, bytes, packed)];
    }

    private static string Unpack(byte[] packed) => Encoding.UTF8.GetString(RecordPacking.Unpack(s_row, packed));
}
