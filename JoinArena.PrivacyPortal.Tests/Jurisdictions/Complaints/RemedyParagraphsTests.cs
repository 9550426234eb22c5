using System.Globalization;
using Bunit;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Complaints;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions.Complaints;

/// <summary>Where a worker can complain, as pages say it.</summary>
public sealed class RemedyParagraphsTests : BunitContext
{
    private static readonly Remedy s_remedy = new(
        "gdpr",
        "General Data Protection Regulation",
        "the CNPD",
        "You can also go to court.",
        "GDPR Art. 77",
        "https://www.cnpd.pt"
    );

    public RemedyParagraphsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddSingleton(TestLocalizer.English);
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<DisplayFormatter>().AddSingleton(new BasePath(""));
    }

    [Fact]
    public void The_authority_s_website_is_a_link_that_tells_it_nothing_about_the_reader()
    {
        var page = Show([s_remedy], hasHeading: false);

        page.Find("p")
            .TextContent.ShouldBe(
                "If you disagree, you can complain to the CNPD, https://www.cnpd.pt. You can also go to court. (GDPR Art. 77)"
            );
        var link = page.Find("a");
        (link.GetAttribute("href"), link.TextContent).ShouldBe(("https://www.cnpd.pt", "https://www.cnpd.pt"));
        link.GetAttribute("rel").ShouldBe("noopener noreferrer");
    }

    [Fact]
    public void The_authority_and_its_website_are_listed_as_the_reader_s_language_lists()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar");

        Show([s_remedy], hasHeading: true).Find("p").TextContent.ShouldContain("the CNPD، https://www.cnpd.pt");
    }

    [Fact]
    public void Under_a_heading_the_paragraph_does_not_say_the_heading_again() =>
        Show([s_remedy], hasHeading: true).Find("p").TextContent.ShouldStartWith("You can complain to the CNPD, ");

    [Fact]
    public void Where_nothing_else_is_left_the_authority_is_named_alone()
    {
        var last = s_remedy with { Words = "" };

        Show([last], hasHeading: true)
            .Find("p")
            .TextContent.ShouldBe("You can complain to the CNPD, https://www.cnpd.pt (GDPR Art. 77).");
        Show([last, last with { LawName = "Other Act", Website = null }], hasHeading: true)
            .FindAll("p")[1]
            .TextContent.ShouldBe("Under the Other Act: you can complain to the CNPD (GDPR Art. 77).");
    }

    [Fact]
    public void Each_of_several_laws_is_named_with_its_authority() =>
        Show([s_remedy, s_remedy with { LawName = "Other Act", Website = null }], hasHeading: true)
            .FindAll("p")
            .Select(p => p.TextContent.Split(" You")[0])
            .ShouldBe([
                "Under the General Data Protection Regulation: you can complain to the CNPD, https://www.cnpd.pt.",
                "Under the Other Act: you can complain to the CNPD.",
            ]);

    [Fact]
    public void A_law_is_named_as_the_reader_s_language_knows_it_and_another_by_its_English_name()
    {
        const string Gdpr = "General Data Protection Regulation, Regulation (EU) 2016/679";
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");

        Show([s_remedy with { LawName = Gdpr }, s_remedy with { LawName = "Other Act" }], hasHeading: true)
            .FindAll("p")
            .Select(p => p.TextContent.Split(" puedes")[0])
            .ShouldBe([
                "Según esta norma (Reglamento General de Protección de Datos, Reglamento (UE) 2016/679),",
                "Según esta norma (Other Act),",
            ]);
    }

    [Fact]
    public void What_is_English_in_another_language_is_marked_so()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ar");

        Show([s_remedy, s_remedy with { LawName = "Other Act", Citation = "O.A. s. 7" }], hasHeading: true)
            .FindAll("p:last-child span")
            .Select(part => (part.TextContent, part.GetAttribute("lang"), part.GetAttribute("dir")))
            .ShouldBe([("Other Act", "en", "ltr"), ("O.A. s. 7", "en", "ltr")]);
    }

    [Fact]
    public void The_GDPR_is_cited_by_its_own_name_in_the_reader_s_language()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");

        var page = Show([s_remedy], hasHeading: true);

        page.Find("p").TextContent.ShouldEndWith("(RGPD, art. 77)");
        page.FindAll("span").ShouldBeEmpty();
    }

    [Fact]
    public void In_English_nothing_is_marked() =>
        Show([s_remedy, s_remedy with { LawName = "Other Act" }], hasHeading: true).FindAll("span").ShouldBeEmpty();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("www.cnpd.pt")]
    [InlineData("ftp://www.cnpd.pt")]
    public void What_is_no_web_address_is_text(string website)
    {
        var page = Show([s_remedy with { Website = website }], hasHeading: true);

        page.FindAll("a").ShouldBeEmpty();
        page.Find("p").TextContent.ShouldContain($"the CNPD, {website}.");
    }

    private IRenderedComponent<RemedyParagraphs> Show(IReadOnlyList<Remedy> remedies, bool hasHeading) =>
        Render<RemedyParagraphs>(p => p.Add(c => c.Remedies, remedies).Add(c => c.HasHeading, hasHeading));
}
