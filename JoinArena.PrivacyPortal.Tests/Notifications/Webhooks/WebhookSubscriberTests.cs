using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Staff.Deliveries;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>From a committed event to a receiver in another language that accepts its signature.</summary>
public abstract class WebhookSubscriberTests : IDisposable
{
    private const string Recorded = WebhookTypes.AcceptanceRecorded;

    private static readonly ConnectorSettings s_settings = new(AllowPrivateNetworks: true);

    private readonly TestDatabase _database;
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly OutboundHttp _http = new(s_settings);
    private readonly WebhookSubscribers _subscribers;

    protected WebhookSubscriberTests(TestDatabase database)
    {
        _database = database;
        _subscribers = new(database.Contexts, new EphemeralDataProtectionProvider(), s_settings, _clock);
    }

    [Fact]
    public async Task A_subscriber_is_notified_once_with_a_signed_CloudEvent()
    {
        var (receiver, _) = await SubscribedAsync();
        await using var _r = receiver;

        await PublishAsync();
        await SweepAsync();
        await SweepAsync();

        var call = await receiver.WaitForCallAsync();
        call.Verified.ShouldBeTrue(call.Fault);
        call.ContentType.ShouldStartWith("application/cloudevents+json");
        var told = call.Event;
        ((string?)told["specversion"], (string?)told["type"], (string?)told["source"], (string?)told["id"]).ShouldBe(
            ("1.0", Recorded, "https://privacy.example.com/", call.Id)
        );
        ((string?)told["data"]!["workerId"]).ShouldBe("w-1");
        receiver.HasUnreadCall.ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_is_not_committed_is_not_sent()
    {
        var (receiver, _) = await SubscribedAsync();
        await using var _r = receiver;
        await using (var db = await _database.Contexts.CreateDbContextAsync())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Webhooks.PublishAsync(Recorded, new { }, _clock.GetInstant(), CancellationToken.None);
            await db.SaveChangesAsync();
        }

        await SweepAsync();
        receiver.HasUnreadCall.ShouldBeFalse();
    }

    [Fact]
    public async Task A_receiver_that_fails_for_a_while_gets_the_event_under_the_same_id()
    {
        var (receiver, _) = await SubscribedAsync();
        await using var _r = receiver;
        await receiver.SetAnswerAsync(500, times: 2);
        await PublishAsync();

        await SweepAsync();
        _clock.Advance(TimeSpan.FromSeconds(6));
        await SweepAsync();
        _clock.Advance(TimeSpan.FromMinutes(4));
        await SweepAsync();
        _clock.Advance(TimeSpan.FromMinutes(2));
        await receiver.MoveClockAsync(TimeSpan.FromMinutes(6));
        await SweepAsync();

        var calls = new[]
        {
            await receiver.WaitForCallAsync(),
            await receiver.WaitForCallAsync(),
            await receiver.WaitForCallAsync(),
        };
        calls.Select(c => c.Status).ShouldBe([500, 500, 204]);
        calls.ShouldAllBe(c => c.Verified && c.Id == calls[0].Id && c.Body == calls[0].Body);
        receiver.HasUnreadCall.ShouldBeFalse();
    }

    [Fact]
    public async Task The_old_and_the_new_secret_both_verify_during_a_replacement_and_then_only_the_new_one()
    {
        var (receiver, id) = await SubscribedAsync();
        await using var _r = receiver;
        var fresh = (await _subscribers.RotateSecretAsync(id, CancellationToken.None))!;

        await PublishAsync();
        await SweepAsync();
        (await receiver.WaitForCallAsync()).Verified.ShouldBeTrue("the old secret still verifies");
        await receiver.UseSecretAsync(fresh);
        await PublishAsync();
        await SweepAsync();
        (await receiver.WaitForCallAsync()).Verified.ShouldBeTrue("the new secret verifies");

        _clock.Advance(WebhookSecret.RotationOverlap);
        await receiver.MoveClockAsync(WebhookSecret.RotationOverlap);
        await receiver.UseSecretAsync(_secret);
        await PublishAsync();
        await SweepAsync();
        (await receiver.WaitForCallAsync()).Verified.ShouldBeFalse("the old secret is over");
    }

    [Fact]
    public async Task An_event_that_was_given_up_waits_for_a_person_and_is_sent_when_they_say_so()
    {
        var (receiver, id) = await SubscribedAsync();
        await using var _r = receiver;
        await receiver.SetAnswerAsync(410);
        await PublishAsync();
        await SweepAsync();
        var first = await receiver.WaitForCallAsync();
        (await _subscribers.ListAsync(CancellationToken.None))
            .Single(s => s.Subscription.Id == id)
            .IsDisabled.ShouldBeTrue();

        var letters = new DeadLetterQueue(_database.Contexts, [Handler()], _clock);
        var letter = (
            await new DeliveryQueries(_database.Contexts).FindAsync(new(), CancellationToken.None)
        ).Items.ShouldHaveSingleItem();
        letter.LastFault.ShouldBe("http-410");
        (await letters.ReplayAsync(letter.Id, CancellationToken.None)).ShouldBeTrue();
        (await letters.ReplayAsync(letter.Id, CancellationToken.None)).ShouldBeFalse("it is under way already");
        await SweepAsync();

        var second = await receiver.WaitForCallAsync();
        (second.Status, second.Id).ShouldBe((204, first.Id));
        (await letters.CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_removed_subscriber_receives_nothing_more()
    {
        var (receiver, id) = await SubscribedAsync();
        await using var _r = receiver;
        await PublishAsync();
        (await _subscribers.RemoveAsync(id, CancellationToken.None)).ShouldBeTrue();
        await SweepAsync();
        receiver.HasUnreadCall.ShouldBeFalse();
    }

    [Theory]
    [InlineData("not an address", SubscriptionError.AddressNotAllowed)]
    [InlineData("https://user:pw@a.example/", SubscriptionError.AddressNotAllowed)]
    public async Task A_subscriber_with_a_wrong_address_is_refused(string url, SubscriptionError refusal) =>
        (await _subscribers.AddAsync(url, [Recorded], CancellationToken.None)).Error.ShouldBe(refusal);

    [Fact]
    public async Task A_type_for_parties_cannot_be_subscribed_to() =>
        (
            await _subscribers.AddAsync("https://a.example/", [WebhookTypes.ErasureRequested], CancellationToken.None)
        ).Error.ShouldBe(SubscriptionError.UnknownType);

    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private string _secret = "";

    private async Task<(ReceiverInNode Receiver, Guid Id)> SubscribedAsync()
    {
        // The tests of a class share a database: earlier subscribers must not receive this event.
        await using (var db = await _database.Contexts.CreateDbContextAsync())
        {
            await db.WebhookSubscriptions.ExecuteDeleteAsync();
            await db.Outbox.ExecuteDeleteAsync();
        }

        var receiver = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        var added = await _subscribers.AddAsync(receiver.Url.ToString(), [Recorded], CancellationToken.None);
        await receiver.UseSecretAsync(_secret = added.Value.Secret);
        return (receiver, added.Value.Id);
    }

    private async Task PublishAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        await db.Webhooks.PublishAsync(
            Recorded,
            new { workerId = "w-1", version = "1.0" },
            _clock.GetInstant(),
            CancellationToken.None
        );
        await db.SaveChangesAsync();
    }

    private WebhookDeliveryHandler Handler() =>
        new(_subscribers, new(_http, new(_database.Contexts, _clock), _clock), MailTestData.Portal);

    private Task SweepAsync() =>
        new OutboxDispatchJob(_database.Contexts, [Handler()], _clock, NullLogger<OutboxDispatchJob>.Instance).RunAsync(
            CancellationToken.None
        );

    public sealed class OnSqlite(SqliteDatabase database)
        : WebhookSubscriberTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WebhookSubscriberTests(database),
            IClassFixture<PostgresDatabase>;
}
