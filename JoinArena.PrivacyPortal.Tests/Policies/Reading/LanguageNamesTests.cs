using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Policies.Reading;

/// <summary>The name of a text's language, within a sentence.</summary>
public sealed class LanguageNamesTests
{
    [Theory]
    [InlineData("en", "es", "Spanish")]
    [InlineData("es", "en", "inglés")]
    [InlineData("pt-BR", "es", "espanhol")]
    [InlineData("ar", "pt-BR", "البرتغالية البرازيلية")]
    public void A_language_is_named_in_the_readers_language(string reader, string language, string name) =>
        CultureScope.Run(reader, () => TestLocalizer.English.NameLanguage(language)).ShouldBe(name);

    [Fact]
    public void The_portal_names_each_of_its_languages_in_each_of_them()
    {
        foreach (var reader in PortalLanguage.All)
        {
            CultureScope
                .Run(
                    reader.Tag,
                    () => PortalLanguage.All.Select(l => TestLocalizer.English.NameLanguage(l.Tag)).ToList()
                )
                .ShouldBeUnique();
        }
    }

    [Fact]
    public void A_language_that_the_portal_is_not_in_has_its_own_name() =>
        CultureScope.Run("es", () => TestLocalizer.English.NameLanguage("fr")).ShouldBe("Français");
}
