using System.Globalization;
using Bunit;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>In which language a screen reader says the name of a law.</summary>
public sealed class NameLanguageTests : BunitContext
{
    [Theory]
    [InlineData("en", "Ley 25.326 Art. 16", "es: Ley 25.326")]
    [InlineData("es", "Ley 25.326 Art. 16", "en:  Art. 16")]
    [InlineData("ar", "Ley 19.628 as amended by Ley 21.719", "es: Ley 19.628|en:  as amended by |es: Ley 21.719")]
    [InlineData("en", "Lei Geral de Proteção de Dados, Law 13.709/2018", "pt-BR: Lei Geral de Proteção de Dados")]
    [InlineData("pt-BR", "Loi 09-08 Art. 8", "fr: Loi 09-08|en:  Art. 8")]
    [InlineData(
        "es",
        "Ley 19.628 sobre protección de la vida privada, as it was until 30 November 2026",
        "en: , as it was until 30 November 2026"
    )]
    [InlineData(
        "ar",
        "CL-19628: 30 days end on 3 May 2026 (Ley 19.628).",
        "en: CL-19628: 30 days end on 3 May 2026 (|es: Ley 19.628|en: )."
    )]
    [InlineData("es", "Data Protection Act 2018 s. 164A", "en: Data Protection Act 2018 s. 164A")]
    [InlineData("en", "Data Protection Act 2018 s. 164A", "")]
    public void A_name_that_kept_its_own_language_is_marked_as_that_and_the_rest_as_English(
        string language,
        string name,
        string marked
    )
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddSingleton(TestLocalizer.English);
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<DisplayFormatter>().AddSingleton(new BasePath(""));

        var page = Render<EnglishParts>(p => p.Add(c => c.Text, $"({name})").Add(c => c.English, [name]));

        var marks = page.FindAll("span").Select(span => $"{span.GetAttribute("lang")}: {span.TextContent}");
        string.Join('|', marks).ShouldBe(marked);
    }
}
