using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>Every page in a language that no one speaks, where each translated text has brackets.</summary>
public sealed class PseudoLocaleTests(PseudoLocaleTests.PseudoPortal portal)
    : IClassFixture<PseudoLocaleTests.PseudoPortal>
{
    [Fact]
    public async Task No_text_is_written_into_the_code()
    {
        var worker = portal.CreateAnonymousClient();
        await worker.GoToAsync("/account/login");
        Fill(worker.Page.QuerySelector("#email")!, "worker2@example.com");
        Fill(worker.Page.QuerySelector("#password")!, DemoAccounts.Password);
        await worker.PressAsync(new PseudoLocalizer()["Sign in"]);

        // In another language than English, what is English by intent is marked as such.
        await worker.PressAsync("العربية");

        var hardCoded = new List<string>();
        foreach (var path in await TranslatedPagesTests.WalkAsync(worker))
        {
            await worker.GoToAsync(path);
            JoinParts(worker.Page);
            hardCoded.AddRange(
                ReadText
                    .Find(worker.Page)
                    .Select(PseudoLocalizer.Strip)
                    .Where(EnglishWords.AreIn)
                    .Select(text => $"{path}: {text}")
            );
        }

        hardCoded.Distinct().ShouldBeEmpty();
    }

    // A number that stays in one piece, and a web address, stand inside the text that they are a part of.
    private static void JoinParts(AngleSharp.Dom.IDocument page)
    {
        // By class: other elements of these names do have a text of their own.
        foreach (var part in page.QuerySelectorAll("bdi.nowrap, span.nowrap, a[rel~=noreferrer]"))
            part.Replace(page.CreateTextNode(part.TextContent));
        // So does what is marked as English, which no brackets are expected around.
        foreach (var part in page.QuerySelectorAll("span[lang=en]"))
            part.Remove();
        page.Body!.Normalize();
    }

    private static void Fill(AngleSharp.Dom.IElement field, string text) => field.SetAttribute("value", text);

    /// <summary>The demo, with the localizer replaced.</summary>
    public sealed class PseudoPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Demo:Enabled"] = "true";

        protected override void Replace(IServiceCollection services) =>
            services.AddSingleton<IStringLocalizer<SharedResource>, PseudoLocalizer>();
    }
}
