using System.Text.Json.Nodes;
using CsCheck;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [true, false, -3] }""", """{"a":[true,false,-3],"b":1}""")]
    [InlineData(
        """{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}""",
        """{"string":"€$\u000f\nA'B\"\\\\\"/"}"""
    )]
    [InlineData(
        """{"\ufb33":1,"\ud83d\ude02":2,"\u20ac":3,"\u00f6":4,"1":5}""",
        "{\"1\":5,\"\u00f6\":4,\"\u20ac\":3,\"\ud83d\ude02\":2,\"\ufb33\":1}"
    )]
    [InlineData("""{"</script>":"<é"}""", """{"</script>":"<é"}""")]
    [InlineData("""["\u0008\u0009\u000a\u000c\u000d\u001f\u0020\u007f"]""", "[\"\\b\\t\\n\\f\\r\\u001f \u007f\"]")]
    [InlineData("""["\ud83d\ude02a", {}, [], ""]""", "[\"\U0001F602a\",{},[],\"\"]")]
    [InlineData("[9007199254740991, -9007199254740991, 0]", "[9007199254740991,-9007199254740991,0]")]
    public void Equal_records_have_one_canonical_text(string given, string canonical) =>
        CanonicalJson.Write(JsonNode.Parse(given)!).ShouldBe(canonical);

    [Theory]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":1.5}""")]
    [InlineData("""{"a":9007199254740992}""")]
    [InlineData("""{"a":-9007199254740992}""")]
    [InlineData("""{"a":-9223372036854775808}""")]
    [InlineData("[null]")]
    [InlineData("""{"a":1e400}""")]
    public void A_value_that_could_be_written_in_two_ways_is_refused(string given) =>
        Should.Throw<ArgumentException>(() => CanonicalJson.Write(JsonNode.Parse(given)!));

    [Fact]
    public void Canonical_JSON_refuses_a_lone_surrogate()
    {
        // Not as data of a theory: a runner may not pass them on as they are.
        string[] texts = ["\ud800", "\ude02", "a\ud83d", "\ude02\ud83d", "\ud83d\ud83d\ude02", "\ud83db"];
        foreach (var text in texts)
        {
            Should.Throw<ArgumentException>(() => CanonicalJson.Write(new JsonObject { ["a"] = text }));
            Should.Throw<ArgumentException>(() => CanonicalJson.Write(new JsonObject { [text] = "a" }));
        }
    }

    [Fact]
    public void Canonical_JSON_that_is_read_and_written_again_is_unchanged() =>
        Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.String[Gen.Char['\0', '퟿'], 0, 12])
            .Sample(members =>
            {
                var node = new JsonObject(
                    members.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value)))
                );
                var once = CanonicalJson.Write(node);
                CanonicalJson.Write(JsonNode.Parse(once)!).ShouldBe(once);
            });
}
