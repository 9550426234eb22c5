using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>The main job in Spanish, in a real browser, and the pages in Arabic from right to left.</summary>
public sealed class LanguageJourneyTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly Viewport s_phone = new(390, ColorScheme.Light);

    [Fact]
    public Task A_worker_accepts_sees_who_has_their_data_and_asks_for_deletion_in_Spanish() =>
        portal.VisitInBrowserAsync(async ana =>
        {
            await ana.GoesToAsync("/policy");
            await ChoosesAsync(ana, "Español");
            ana.ShouldBeAt("/policy");
            await ana.GoesToAsync("/account/login");
            await ana.TypesAsync(Spanish("Email"), "worker@example.com");
            await ana.TypesAsync(Spanish("Password"), DemoAccounts.Password);
            await ana.PressesAsync(Spanish("Sign in"));

            await ana.GoesToAsync("/policy/accept");
            await ana.Page.Locator("#accepted").CheckAsync();
            await ana.PressesAsync(Spanish("Accept"));
            await ana.SeesAsync(Spanish("Translation that you read beside it"));
            await ana.ExpectsAccessiblePageAsync();

            await ana.GoesToAsync("/my-data");
            await ana.SeesHeadingAsync(Spanish("Who has my data"));
            await ana.ExpectsAccessiblePageAsync();

            await ana.GoesToAsync("/deletion/new");
            await ana.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
            await ana.PressesAsync(Spanish("Continue"));
            await ana.SeesHeadingAsync(Spanish("What will happen"));
            await ana.PressesAsync(Spanish("Continue"));
            await ana.TypesAsync(Spanish("Password"), DemoAccounts.Password);
            await ana.PressesAsync(Spanish("Confirm deletion request"));
            await ana.SeesAsync(Spanish("Your request is confirmed"));
            await ana.ExpectsAccessiblePageAsync();
        });

    [Fact]
    public Task Pages_in_Arabic_run_from_right_to_left_and_are_accessible_on_a_phone() =>
        portal.VisitInBrowserAsync(async reader =>
        {
            await reader.SignsInAsync("worker2@example.com", DemoAccounts.Password);
            await ChoosesAsync(reader, "العربية");
            await reader.Page.SetViewportSizeAsync(s_phone.Width, 900);
            foreach (
                var path in (string[])["/", "/policy", "/my-data", "/deletion", "/deletion/new", "/inbox", "/verify"]
            )
            {
                await reader.GoesToAsync(path);
                (await reader.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).direction")).ShouldBe(
                    "rtl"
                );
                (await Axe.FindViolationsAsync(reader.Page, s_phone)).ShouldBeEmpty(path);
                var overflow = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";
                (await reader.Page.EvaluateAsync<int>(overflow)).ShouldBe(0, $"{path} scrolls sideways");
            }
        });

    [Fact]
    public Task The_switch_works_without_scripts_and_keeps_the_page() =>
        portal.VisitInBrowserAsync(
            async reader =>
            {
                await reader.GoesToAsync("/policy/history?from=mail");
                await ChoosesAsync(reader, "Português (Brasil)");
                new Uri(reader.Page.Url).PathAndQuery.ShouldBe("/policy/history?from=mail");
                (await reader.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("pt-BR");
                await reader.GoesToAsync("/contact");
                (await reader.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("pt-BR");
            },
            javaScript: false
        );

    private static async Task ChoosesAsync(BrowserUser reader, string language)
    {
        var header = reader.Page.GetByRole(AriaRole.Banner);
        await header.Locator("summary").ClickAsync();
        await header.GetByRole(AriaRole.Button, new() { Name = language }).ClickAsync();
        await reader.WaitsForLoadAsync();
    }

    private static string Spanish(string english) => CultureScope.Run("es", () => TestLocalizer.English[english].Value);
}
