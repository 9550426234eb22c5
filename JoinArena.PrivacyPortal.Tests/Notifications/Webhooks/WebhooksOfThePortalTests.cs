using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>The whole portal: a worker accepts, JoinArena's platform hears it; what cannot be delivered is seen by the team.</summary>
public sealed class WebhooksOfThePortalTests(WebhooksOfThePortalTests.CallingPortal portal) : IClassFixture<WebhooksOfThePortalTests.CallingPortal>
{
    [Fact]
    public async Task The_platform_hears_that_a_worker_has_accepted_and_an_officer_replays_what_it_turned_away()
    {
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.New());
        var added = await portal.Services.GetRequiredService<WebhookSubscribers>().AddAsync(receiver.Url.ToString(), [WebhookTypes.AcceptanceRecorded], CancellationToken.None);
        await receiver.ChecksWithAsync(added.Value.Secret);
        await receiver.AnswersAsync(410);
        var officer = await portal.SignInAsync(await portal.HasStaffAsync(Roles.Officer));

        var worker = await portal.HasAsync(Given.Worker().WhoAccepted("1.0"));

        var call = await receiver.NextAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        var data = call.Event["data"]!;
        ((string?)data["workerId"], (string?)data["version"], (string?)data["language"]).ShouldBe((worker.Id, "1.0", "en"));
        Guid.TryParse((string?)data["acceptanceId"], out _).ShouldBeTrue();
        data.AsObject().Select(p => p.Key).ShouldBe(["acceptanceId", "workerId", "version", "language", "acceptedAt"], ignoreOrder: true);

        await Eventually.FoundAsync(async () => (await officer.GoToAsync("/staff/deliveries")).Text.Contains("http-410", StringComparison.Ordinal) ? officer : null, () => officer.Text);
        (await officer.GoToAsync("/staff")).Text.ShouldContain("1 message could not be delivered.");
        await officer.GoToAsync("/staff/deliveries");
        await officer.PressAsync("Try again: An event for one of JoinArena’s systems");
        officer.Text.ShouldContain("It is being tried again.");

        var again = await receiver.NextAsync();
        (again.Status, again.Id).ShouldBe((204, call.Id));
    }

    [Fact]
    public async Task An_auditor_sees_what_was_not_delivered_and_cannot_replay_it()
    {
        var auditor = await portal.SignInAsync(await portal.HasStaffAsync(Roles.Auditor));
        (await auditor.GoToAsync("/staff/deliveries")).Status.ShouldBe(200);
    }

    public sealed class CallingPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) => settings["Portal:Connectors:AllowPrivateNetworks"] = "true";
    }
}
