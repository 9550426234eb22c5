using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions.Citations;

/// <summary>The provisions of laws, in the reader's language.</summary>
public sealed class CitationTextTests
{
    [Theory]
    [InlineData("en", "GDPR Art. 12(4), 77, 79", "GDPR Art. 12(4), 77, 79")]
    [InlineData("es", "GDPR Art. 12(4), 77, 79", "RGPD, art. 12(4), 77, 79")]
    [InlineData("pt-BR", "GDPR Art. 17(3)(d), Art. 89(1)", "RGPD, art. 17(3)(d), 89(1)")]
    [InlineData("ar", "GDPR Art. 17(3)(e)", "اللائحة العامة لحماية البيانات، المادة \u206817(3)(e)\u2069")]
    [InlineData("ar", "GDPR Art. 5(2), 24", "اللائحة العامة لحماية البيانات، المادة \u20685(2)\u2069، \u206824\u2069")]
    [InlineData("es", "UK GDPR Art. 12A, 12(6)(b)", "RGPD del Reino Unido, art. 12A, 12(6)(b)")]
    [InlineData("es", "GDPR Art. 12(6); EDPB Guidelines 01/2022", "RGPD, art. 12(6); Directrices 01/2022 del CEPD")]
    public void The_GDPR_has_the_name_that_the_reader_knows(string language, string stored, string shown) =>
        Cite(language, stored).ShouldBe(shown);

    [Theory]
    [InlineData("Va. Code 59.1-577(B)")]
    [InlineData("GDPR Art. 12(3) by analogy")]
    [InlineData("Data Protection Act 2018 s. 164A")]
    public void Any_other_citation_stays_as_it_is(string stored) => Cite("es", stored).ShouldBe(stored);

    private static string Cite(string language, string stored) =>
        CultureScope.Run(language, () => TestLocalizer.English.Cite(stored));
}
