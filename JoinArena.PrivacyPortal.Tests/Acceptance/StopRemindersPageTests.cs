using System.Net;
using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Stopping the reminders about a version from the email itself (RFC 8058).</summary>
public sealed class StopRemindersPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_link_in_a_reminder_changes_nothing_until_its_button_is_pressed()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.CreateAnonymousClient().GoToAsync(LinkOf(worker));
        person.Text.ShouldContain("Stop the reminders about version 1.0?");
        person.Page.DocumentElement.OuterHtml.ShouldNotContain(worker.Email);
        (await CountAsync(worker)).ShouldBeNull();

        await person.PressAsync("Stop the reminders");

        person.Text.ShouldContain("You will not get these reminders any more");
        (await CountAsync(worker)).ShouldBe(AcceptanceReminderJob.MaxReminders);
    }

    [Fact]
    public async Task An_email_program_stops_the_reminders_with_one_click_without_cookies_and_without_a_redirect()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Url,
        };

        // Sent again, it is answered in the same way.
        for (var sent = 0; sent < 2; sent++)
        {
            using var click = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
            using var answer = await http.PostAsync(new Uri(LinkOf(worker), UriKind.Relative), click);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await CountAsync(worker)).ShouldBe(AcceptanceReminderJob.MaxReminders);
    }

    [Fact]
    public async Task An_invalid_link_stops_no_reminders()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var broken = LinkOf(worker)[..^3] + "abc";

        (await portal.CreateAnonymousClient().GoToAsync(broken)).Status.ShouldBe(404);
        using var answer = await portal.CreateAnonymousClient().ForgeAsync(broken, ("List-Unsubscribe", "One-Click"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CountAsync(worker)).ShouldBeNull();
    }

    private string LinkOf(GivenWorker worker) =>
        portal.Services.GetRequiredService<ReminderStopService>().CreatePath(worker.Id, "1.0");

    private async Task<int?> CountAsync(GivenWorker worker)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db
            .AcceptanceReminders.Where(r => r.WorkerId == worker.Id && r.Version == "1.0")
            .Select(r => (int?)r.ReminderCount)
            .SingleOrDefaultAsync();
    }
}
