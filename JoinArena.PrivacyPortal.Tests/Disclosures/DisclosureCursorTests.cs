using CsCheck;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Disclosures;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

public sealed class DisclosureCursorTests
{
    private static readonly long s_earliest = Rfc3339.Earliest.ToUnixTimeMilliseconds();
    private static readonly long s_latest = Rfc3339.End.ToUnixTimeMilliseconds() - 1;

    // Imports go back before 1970, where Unix time has a sign.
    [Fact]
    public void A_place_in_a_list_comes_back_from_its_address_whenever_the_disclosure_was() =>
        Gen.Select(Gen.Long[s_earliest, s_latest], Gen.Guid)
            .Sample(
                (time, id) =>
                {
                    var place = new DisclosureCursor(DateTimeOffset.FromUnixTimeMilliseconds(time), id);
                    DisclosureCursor.Parse(place.ToString()).ShouldBe(place);
                }
            );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--5-0197b2c0000070008000000000000000")]
    [InlineData("5 -0197b2c0000070008000000000000000")]
    [InlineData("9999999999999999-0197b2c0000070008000000000000000")]
    [InlineData("-9999999999999999-0197b2c0000070008000000000000000")]
    [InlineData("5-0197b2c0-0000-7000-8000-000000000000")]
    public void Anything_else_in_an_address_is_no_place(string? text) => DisclosureCursor.Parse(text).ShouldBeNull();
}
