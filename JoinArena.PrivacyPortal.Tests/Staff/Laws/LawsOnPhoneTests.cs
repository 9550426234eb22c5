using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Staff.Laws;

/// <summary>The index of laws on a phone: an overview first.</summary>
public sealed class LawsOnPhoneTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task On_a_phone_each_law_is_a_line_that_opens_and_a_link_to_it_or_a_search_opens_it()
    {
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
            await person.Page.SetViewportSizeAsync(390, 844);
            await person.GoesToAsync("/staff/laws#US-CO");
            await Assertions.Expect(LinkTo(person, "US-CO")).ToBeVisibleAsync();
            await Assertions.Expect(LinkTo(person, "BR-LGPD")).ToBeHiddenAsync();

            await person.Page.GetByText("BR-LGPD").First.ClickAsync();
            await Assertions.Expect(LinkTo(person, "BR-LGPD")).ToBeVisibleAsync();
            await person.ExpectsAccessiblePageAsync();

            await person.GoesToAsync("/staff/laws?q=BR-LGPD");
            await Assertions.Expect(LinkTo(person, "BR-LGPD")).ToBeVisibleAsync();
            await person.Page.SetViewportSizeAsync(1280, 844);
            await person.GoesToAsync("/staff/laws");
            await Assertions.Expect(LinkTo(person, "BR-LGPD")).ToBeVisibleAsync();
        });
    }

    private static ILocator LinkTo(BrowserUser person, string law) =>
        person.Page.Locator($"main a[href='/staff/laws/{law}']");
}
