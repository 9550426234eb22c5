using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>What was answered is kept, however the process ends.</summary>
public sealed class CrashRecoveryTests(PublishedPortal portal) : IClassFixture<PublishedPortal>
{
    private const string Email = "robin@people.example";

    [Fact]
    public async Task A_portal_killed_during_intake_has_lost_and_duplicated_nothing_it_answered()
    {
        var key = await portal.CreateKeyAsync();
        await portal.StartAsync();
        var joinArena = new ApiClient(portal.Url, key);
        await joinArena.PutWorkerAsync("w-robin", Email, "Robin Vale");
        await joinArena.PutPartyAsync("parley", "Parley AI", "llm-provider");
        var robin = await RegisterAsync();
        await (await robin.GoToAsync("/policy/accept")).Tick("I have read and accept version 1.0").PressAsync("Accept");
        var accepted = robin.Path;

        var (answered, interrupted) = await ReportUntilKilledAsync(joinArena);
        answered.Count.ShouldBeGreaterThan(0);
        await portal.StartAsync();

        joinArena = new ApiClient(portal.Url, key);
        foreach (var batch in answered)
            ((int?)(await joinArena.ReportAsync(batch))["duplicates"]).ShouldBe(batch.Length);
        var again = await joinArena.ReportAsync(interrupted);
        // A batch is one transaction: it came in as a whole, or not at all.
        ((int?)again["duplicates"]).ShouldBeOneOf(0, interrupted.Length);

        var back = new HtmlClient(portal.Url);
        await back.SignInAsync(Email, Given.Password);
        (await back.GoToAsync(accepted)).Text.ShouldContain("You accepted version 1.0");
        (await back.GoToAsync("/my-data")).Text.ShouldContain("Parley AI");
        (await back.GoToAsync("/my-data/parties/parley")).Text.ShouldContain(
            $"{(answered.Count + 1) * interrupted.Length} times"
        );
    }

    private async Task<HtmlClient> RegisterAsync()
    {
        var robin = new HtmlClient(portal.Url);
        await (await robin.GoToAsync("/account/register"))
            .Type("Email", Email)
            .Type("Password", Given.Password)
            .PressAsync("Create account");
        await (
            await robin.GoToAsync((await portal.Mail.WaitForEmailToAsync(Email)).FindLink("/account/confirm-email"))
        ).PressAsync("Confirm my email address");
        await robin.SignInAsync(Email, Given.Password);
        return robin;
    }

    /// <summary>Reports until the process is killed under it.</summary>
    /// <returns>The batches that were answered, and the one that was not.</returns>
    private async Task<(List<JsonObject[]> Answered, JsonObject[] Interrupted)> ReportUntilKilledAsync(
        ApiClient joinArena
    )
    {
        var answered = new List<JsonObject[]>();
        Task? killed = null;
        while (true)
        {
            JsonObject[] batch = [.. Enumerable.Range(0, 50).Select(_ => Given.Disclosure("w-robin", "parley"))];
            try
            {
                await joinArena.DiscloseAsync(batch);
                answered.Add(batch);
                if (answered.Count == 5)
                    killed = portal.KillAsync();
            }
            catch (HttpRequestException) when (killed is not null)
            {
                await killed;
                return (answered, batch);
            }
        }
    }
}
