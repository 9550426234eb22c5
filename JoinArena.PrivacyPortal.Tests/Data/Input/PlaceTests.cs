using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Tests.Data.Input;

/// <summary>Codes of places, tags of languages and names of zones, as somebody sends them.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("US-CA", "US-CA")]
    [InlineData("US-PR", "US-PR")]
    [InlineData("CA-QC", "CA-QC")]
    [InlineData("GB-SCT", "GB-SCT")]
    [InlineData("DE-BY", "DE-BY")]
    // Not codes of ISO 3166, but each used for one country and no other.
    [InlineData("UK", "GB")]
    [InlineData("EL", "GR")]
    [InlineData("UK-SCT", "GB-SCT")]
    public void A_code_leads_to_one_place(string sent, string code)
    {
        CountryCode.TryReadPlace(sent, out var read, out _).ShouldBeTrue();
        read.ShouldBe(code);
    }

    [Theory]
    [InlineData("EU", "The European Union is no country")]
    [InlineData("XX", "XX is not the ISO 3166-1 code")]
    [InlineData("ZZ", "ZZ is not the ISO 3166-1 code")]
    [InlineData("XK", "XK is not the ISO 3166-1 code")]
    [InlineData("SU", "SU is not the ISO 3166-1 code")]
    [InlineData("EU-DE", "code of the country")]
    [InlineData("US-XX", "US has no part")]
    [InlineData("CA-CA", "CA has no part")]
    [InlineData("US-", "US has no part")]
    [InlineData("DE-BAYERN", "DE has no part")]
    [InlineData("DE-", "DE has no part")]
    [InlineData("DE-By", "DE has no part")]
    [InlineData("1A", "two capital letters")]
    [InlineData("de", "in capitals: DE")]
    [InlineData("DEU", "two capital letters")]
    [InlineData("Germany", "two capital letters")]
    [InlineData("", "two capital letters")]
    [InlineData("\u0410\u0422", "two capital letters")]
    public void A_code_of_no_place_is_refused_with_what_to_write(string sent, string hint)
    {
        CountryCode.TryReadPlace(sent, out _, out var fault).ShouldBeFalse();
        fault.ShouldNotBeNull().ShouldContain(hint);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("pt-BR", "pt-BR")]
    [InlineData("es_MX", "es-MX")]
    [InlineData("ES", "es")]
    [InlineData("zh-hans-cn", "zh-Hans-CN")]
    [InlineData("", null)]
    [InlineData("es_MX.UTF-8", null)]
    [InlineData("Spanish", null)]
    [InlineData("xx-YY", null)]
    [InlineData("en-US\n", null)]
    public void A_language_is_read_in_any_spelling_that_means_one(string sent, string? tag) =>
        LocaleTag.Read(sent).ShouldBe(tag);

    [Theory]
    [InlineData("Europe/Lisbon")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Asia/Calcutta")]
    [InlineData("Etc/GMT+3")]
    [InlineData("UTC")]
    public void A_zone_of_the_IANA_is_taken(string name) => TimeZoneName.FindFault(name).ShouldBeNull();

    [Theory]
    [InlineData("right/Europe/Lisbon", "the zone itself: Europe/Lisbon")]
    [InlineData("posix/Europe/Lisbon", "the zone itself: Europe/Lisbon")]
    [InlineData("Europe/./Lisbon", "IANA")]
    [InlineData("No Such Standard Time", "such as Europe/Lisbon")]
    [InlineData("right/../../etc/passwd", "IANA")]
    [InlineData("localtime", "IANA")]
    [InlineData("posixrules", "IANA")]
    [InlineData("Factory", "IANA")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("../zoneinfo/UTC", "IANA")]
    [InlineData("/etc/localtime", "IANA")]
    [InlineData("Europe/Atlantis", "IANA")]
    [InlineData("", "IANA")]
    public void A_name_that_is_no_zone_everywhere_is_refused_with_what_to_write(string name, string hint) =>
        TimeZoneName.FindFault(name).ShouldNotBeNull().ShouldContain(hint);
}
