using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Journeys;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// The pages as a browser has them: sound in every look, live where they say so, whole without scripts.
/// </summary>
public sealed class DeletionInBrowserTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task Every_step_is_accessible_and_the_tracker_updates_by_itself()
    {
        var (_, id) = await portal.SignInWorkerAsync("Northwind", "Contoso");
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(id, $"{id}@people.example", "Ana Lopes", "US-TX", "America/Chicago");
        var job = Given.Disclosure(id, $"{id}-Northwind", "hiring");
        job["data"]!["detail"] = new JsonObject { ["jobLocation"] = "US-IL" };
        await api.DiscloseAsync(job);
        await portal.SignInStaffAsync(Roles.Officer);

        await BrowserUser.RunAsync(
            portal.Url,
            async worker =>
            {
                await SignInAsync(worker, $"{id}@people.example");
                await worker.GoesToAsync("/deletion");
                await worker.ExpectsAccessiblePageAsync();
                await worker.FollowsAsync("Request deletion");
                await worker.ExpectsAccessiblePageAsync();
                await worker.TicksAsync("Everything that");
                await worker.PressesAsync("Continue");
                await worker.SeesAsync("Step 2 of 3");
                await worker.SeesAsync("because you live in Texas");
                await worker.SeesAsync("because the job was in Illinois");
                await worker.ExpectsAccessiblePageAsync();
                await worker.PressesAsync("Continue");
                await worker.ExpectsAccessiblePageAsync();
                await worker.TypesAsync("Password", Given.Password);
                await worker.PressesAsync("Confirm deletion request");
                await worker.SeesAsync("Your request is confirmed");
                await worker.SeesAsync("because the job was in Illinois");
                await worker.ExpectsAccessiblePageAsync();
                await worker.PressesAsync("Notify the parties now");
                await worker.SeesAsync("Not notified yet: 2 parties");

                var number = new Uri(worker.Page.Url).Segments[^1];
                await BrowserUser.RunAsync(
                    portal.Url,
                    async officer =>
                    {
                        await SignInAsync(officer, $"{Roles.Officer}@team.example");
                        await officer.GoesToAsync("/staff/requests");
                        await officer.ExpectsAccessiblePageAsync();
                        await officer.FollowsAsync(number);
                        await officer.ExpectsAccessiblePageAsync();
                        await officer.RecordsAnswerAsync("Contoso", "erased");
                        await worker.SeesAsync("Answers from 1 of 2 parties");
                        await worker.SeesAsync("Contoso has erased the data");
                        await officer.RecordsAnswerAsync("Northwind", "erased");
                        await officer.ExpectsAccessiblePageAsync();
                    }
                );

                await worker.SeesAsync("Your data is erased at 2 parties");
                await worker.ExpectsAccessiblePageAsync();
            }
        );
    }

    [Fact]
    public async Task A_worker_without_scripts_can_complete_every_step()
    {
        var (_, id) = await portal.SignInWorkerAsync("Northwind");

        await BrowserUser.RunAsync(
            portal.Url,
            async worker =>
            {
                await SignInAsync(worker, $"{id}@people.example");
                await worker.GoesToAsync("/deletion/new");
                await worker.TicksAsync("Everything that");
                await worker.PressesAsync("Continue");
                await worker.PressesAsync("Continue");
                await worker.TypesAsync("Password", Given.Password);
                await worker.PressesAsync("Confirm deletion request");
                await worker.SeesAsync("Confirmed, no party notified yet");
                await worker.FollowsAsync("Withdraw request");
                await worker.PressesAsync("Withdraw request");
                await worker.SeesAsync("You withdrew this request");
            },
            javaScript: false
        );
    }

    private static async Task SignInAsync(BrowserUser person, string email)
    {
        await person.GoesToAsync("/account/login");
        await person.TypesAsync("Email", email);
        await person.TypesAsync("Password", Given.Password);
        await person.PressesAsync("Sign in");
    }
}
