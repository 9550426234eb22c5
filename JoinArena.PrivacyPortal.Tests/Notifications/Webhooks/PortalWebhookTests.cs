using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>
/// The whole portal: when a worker accepts, JoinArena's platform receives the event. The team sees events that cannot
/// be delivered.
/// </summary>
public sealed class PortalWebhookTests(PortalWebhookTests.CallingPortal portal)
    : IClassFixture<PortalWebhookTests.CallingPortal>
{
    [Fact]
    public async Task The_platform_is_notified_of_an_acceptance_and_an_officer_replays_an_event_it_rejected()
    {
        await using var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        var added = await portal
            .Services.GetRequiredService<WebhookSubscribers>()
            .AddAsync(receiver.Url.ToString(), [WebhookTypes.AcceptanceRecorded], CancellationToken.None);
        await receiver.UseSecretAsync(added.Value.Secret);
        await receiver.SetAnswerAsync(410);
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        var data = call.Event["data"]!;
        ((string?)data["workerId"], (string?)data["version"], (string?)data["language"]).ShouldBe(
            (worker.Id, "1.0", "en")
        );
        Guid.TryParse((string?)data["acceptanceId"], out _).ShouldBeTrue();
        data.AsObject()
            .Select(p => p.Key)
            .ShouldBe(["acceptanceId", "workerId", "version", "language", "acceptedAt"], ignoreOrder: true);

        await Eventually.FindAsync(
            async () =>
                (await officer.GoToAsync("/staff/deliveries")).Text.Contains("http-410", StringComparison.Ordinal)
                    ? officer
                    : null,
            () => officer.Text
        );
        (await officer.GoToAsync("/staff")).Text.ShouldContain("1 message could not be delivered.");
        await officer.GoToAsync("/staff/deliveries");
        await officer.PressAsync("Try again: An event for one of JoinArena’s systems");
        officer.Text.ShouldContain("We are trying again.");

        var again = await receiver.WaitForCallAsync();
        (again.Status, again.Id).ShouldBe((204, call.Id));
    }

    [Fact]
    public async Task An_auditor_sees_undelivered_events_and_cannot_replay_them()
    {
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        (await auditor.GoToAsync("/staff/deliveries")).Status.ShouldBe(200);
    }

    public sealed class CallingPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings) =>
            settings["Portal:Connectors:AllowPrivateNetworks"] = "true";
    }
}
