using System.Buffers;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;

namespace JoinArena.PrivacyPortal.Tests.Access;

/// <summary>Where a body stops being JSON, so that the sender finds the place.</summary>
public sealed class JsonSyntaxCheckTests
{
    private const string Body =
        """{"name":"Acme","connector":{"type":"webhook","url":"https://a.example/x"},"covers":["a",{"b/c":[1,2]}]}""";

    [Theory]
    [InlineData("""{"name":"Acme","kind":}""", "/kind", "line 1, column 23")]
    [InlineData("{\n \"connector\":{\"type\":'webhook'}}", "/connector/type", "line 2, column 22")]
    [InlineData("""{"covers":["llm-provider",nope]}""", "/covers/0", "line 1, column 28")]
    [InlineData("""{"a/b":{"c~d":tru}}""", "/a~1b/c~0d", "line 1, column 18")]
    [InlineData("""{"name":"Acme"} and more""", "", "line 1, column 17")]
    [InlineData("", "", "line 1, column 1")]
    [InlineData("""{"name":"A","name":"B"}""", "/name", "named twice")]
    [InlineData("""{"connector":{"type":"a","type":"b"}}""", "/connector/type", "named twice")]
    public void A_text_that_is_not_JSON_is_answered_with_the_place(string text, string pointer, string detail)
    {
        var error = JsonSyntaxCheck.FindError(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull();

        error.Pointer.ShouldBe(pointer);
        error.Detail.ShouldContain(detail);
    }

    [Fact]
    public void An_object_with_more_members_than_one_needs_is_refused_before_all_their_names_are_kept()
    {
        static byte[] Write(int members) =>
            Encoding.UTF8.GetBytes(
                $"{{\"detail\":{{{string.Join(',', Enumerable.Range(0, members).Select(i => $"\"{i}\":1"))}}}}}"
            );

        JsonSyntaxCheck.FindError(Write(JsonSyntaxCheck.MaxMembers)).ShouldBeNull();
        var error = JsonSyntaxCheck.FindError(Write(JsonSyntaxCheck.MaxMembers + 1)).ShouldNotBeNull();
        error.Detail.ShouldBe("An object has at most 10000 members.");
        error.Pointer.ShouldStartWith("/detail");
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named() =>
        JsonSyntaxCheck
            .FindError([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8])
            .ShouldNotBeNull()
            .Detail.ShouldContain("UTF-8");

    [Fact]
    public void What_is_read_has_no_error_and_what_is_not_read_has_one() =>
        Gen.Select(Gen.Int[0, Body.Length - 1], Gen.Char["{}[]\",:x1 \\"], Gen.Bool)
            .Sample(change =>
            {
                var (place, letter, isInserted) = change;
                var text = isInserted ? Body.Insert(place, $"{letter}") : Body.Remove(place, 1);
                var bytes = Encoding.UTF8.GetBytes(text);
                using var read = ReadEvent.TryParse(new ReadOnlySequence<byte>(bytes));
                return (read is null) == (JsonSyntaxCheck.FindError(bytes) is not null);
            });
}
