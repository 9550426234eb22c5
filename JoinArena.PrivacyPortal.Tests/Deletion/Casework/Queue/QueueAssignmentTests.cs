using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>Several requests are assigned at once, and what was done is said and can be undone.</summary>
public sealed class QueueAssignmentTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_officer_takes_two_requests_at_once_gives_one_away_and_undoes_that()
    {
        var first = await ConfirmedAsync();
        var second = await ConfirmedAsync();
        var third = await ConfirmedAsync();
        var me = await portal.CreateStaffAccountAsync(Roles.Officer);
        var colleague = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(me);
            await person.GoesToAsync("/staff/requests");
            await Assertions.Expect(Button(person, "Give to me")).ToBeDisabledAsync();
            await ChooseAsync(person, first);
            await ChooseAsync(person, second);
            await person.SeesAsync("2 requests are chosen");
            await person.ExpectsAccessiblePageAsync();

            await Button(person, "Give to me").ClickAsync();
            await Assertions.Expect(person.Page.GetByText("2 requests are yours now.")).ToBeVisibleAsync();
            await Assertions.Expect(Row(person, first)).ToContainTextAsync(me);
            await Assertions.Expect(Row(person, third)).Not.ToContainTextAsync(me);
            await person.SeesAsync("No request is chosen");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync("/staff/requests?view=mine");
            await Assertions.Expect(Row(person, third)).ToHaveCountAsync(0);

            await ChooseAsync(person, second);
            await person.ChoosesAsync("Or to", colleague);
            await Button(person, "Assign").ClickAsync();
            await Assertions.Expect(Row(person, second)).ToHaveCountAsync(0);
            await Button(person, "Undo").ClickAsync();
            await Assertions.Expect(Row(person, second)).ToContainTextAsync(me);
        });
    }

    [Fact]
    public async Task An_auditor_reads_the_queue_and_can_choose_nothing_in_it()
    {
        var number = await ConfirmedAsync();
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync("/staff/requests");
        auditor.Text.ShouldContain(number);
        auditor.Page.QuerySelectorAll("main input[type=checkbox]").ShouldBeEmpty();
        auditor.Text.ShouldNotContain("Give to me");
        (await auditor.GoToAsync("/staff/requests?page=x&view=awaiting-proof")).Text.ShouldContain(
            "No request waits for proof of identity"
        );
    }

    private static ILocator Button(BrowserUser person, string name) =>
        person.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Row(BrowserUser person, string number) =>
        person.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = number });

    private static Task ChooseAsync(BrowserUser person, string number) =>
        person.Page.GetByLabel($"Choose {number}").CheckAsync();

    private async Task<string> ConfirmedAsync()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return new Uri(worker.Page.Url).Segments[^1];
    }
}
