using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>What the sender does after each kind of answer.</summary>
public abstract class WebhookSenderTests : IDisposable
{
    private readonly TestDatabase _database;
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly OutboundHttp _http = new(new(AllowPrivateNetworks: true), timeout: TimeSpan.FromSeconds(5));
    private readonly string _key = $"party/{Guid.NewGuid():N}";

    protected WebhookSenderTests(TestDatabase database) => _database = database;

    [Theory]
    [InlineData("200 OK")]
    [InlineData("202 Accepted")]
    [InlineData("204 No Content")]
    [InlineData("299 Whatever")]
    public async Task Any_success_status_counts_as_delivered(string answer)
    {
        await using var host = new RawHost(answer);
        await DeliverAsync(host);
        (await StateAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("301 Moved\r\nLocation: /elsewhere", "http-301")]
    [InlineData("400 Bad Request", "http-400")]
    [InlineData("401 Unauthorized", "http-401")]
    [InlineData("404 Not Found", "http-404")]
    [InlineData("500 Oops", "http-500")]
    public async Task Any_other_status_is_tried_again_on_schedule(string answer, string kind)
    {
        await using var host = new RawHost(answer);
        var fault = await FaultAsync(host);
        (fault.Kind, fault.NotBefore, fault.IsFinal, fault.IsPostponed).ShouldBe((kind, null, false, false));
    }

    [Theory]
    [InlineData("429 Slow Down", 30)]
    [InlineData("502 Bad Gateway", 30)]
    [InlineData("504 Gateway Timeout", 30)]
    [InlineData("429 Slow Down\r\nRetry-After: 120", 120)]
    [InlineData("503 Unavailable\r\nRetry-After: 600", 600)]
    [InlineData("503 Unavailable\r\nRetry-After: Tue, 24 Nov 2026 09:10:00 GMT", 600)]
    [InlineData("429 Slow Down\r\nRetry-After: 99999999", 24 * 60 * 60)]
    public async Task An_endpoint_that_asks_for_time_is_left_alone_by_every_job(string answer, int seconds)
    {
        await using var host = new RawHost(answer);
        var until = _clock.GetInstant().AddSeconds(seconds);
        (await FaultAsync(host)).NotBefore.ShouldBe(until);

        var other = await FaultAsync(host);
        (other.Kind, other.NotBefore, other.IsPostponed).ShouldBe(("endpoint-resting", until, true));
        host.RequestHeads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_not_called_again_until_a_person_says_so()
    {
        await using var host = new RawHost("410 Gone", "204 No Content");
        (await FaultAsync(host)).IsFinal.ShouldBeTrue();
        (await FaultAsync(host)).Kind.ShouldBe("endpoint-disabled");
        host.RequestHeads.Count.ShouldBe(1);

        await using (var db = await _database.Contexts.CreateDbContextAsync())
            await EndpointCircuitBreaker.ResetAsync(db, _key, CancellationToken.None);
        await DeliverAsync(host);
        host.RequestHeads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_single_call_probes_an_endpoint_after_failures_in_a_row()
    {
        await using var host = new RawHost([
            .. Enumerable.Repeat("500 Oops", EndpointCircuitBreaker.FailureThreshold + 1),
            "204 No Content",
        ]);
        for (var n = 1; n <= EndpointCircuitBreaker.FailureThreshold; n++)
        {
            (await FaultAsync(host)).NotBefore.HasValue.ShouldBe(
                n == EndpointCircuitBreaker.FailureThreshold,
                $"failure {n}"
            );
        }

        (await FaultAsync(host)).IsPostponed.ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(30));
        var circuit = new EndpointCircuitBreaker(_database.Contexts, _clock);
        var entered = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => EntersAsync(circuit, host.Url.ToString())))
        );
        entered.Count(e => e).ShouldBe(1, "the others wait for the one");

        // The first call fails and doubles the pause. The next call succeeds, and the earlier failures no longer count.
        (await circuit.ReportFailureAsync(_key, host.Url.ToString(), null, CancellationToken.None)).ShouldBe(
            _clock.GetInstant().AddSeconds(60)
        );
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await FaultAsync(host)).Kind.ShouldBe("http-500");
        _clock.Advance(TimeSpan.FromSeconds(120));
        await DeliverAsync(host);
        (await StateAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Calls_that_were_under_way_when_the_pause_began_do_not_make_it_longer_when_they_fail_too()
    {
        const string Url = "https://a.example/";
        var circuit = new EndpointCircuitBreaker(_database.Contexts, _clock);
        var pauseEnds = _clock.GetInstant().AddSeconds(30);
        for (var n = 1; n < EndpointCircuitBreaker.FailureThreshold; n++)
            (await circuit.ReportFailureAsync(_key, Url, null, CancellationToken.None)).ShouldBeNull();
        for (var n = 0; n < OutboxDispatchJob.MaxConcurrency; n++)
            (await circuit.ReportFailureAsync(_key, Url, null, CancellationToken.None)).ShouldBe(pauseEnds);

        // One of them may still ask for a longer one.
        (await circuit.ReportFailureAsync(_key, Url, TimeSpan.FromSeconds(40), CancellationToken.None)).ShouldBe(
            pauseEnds.AddSeconds(10)
        );
        _clock.Advance(TimeSpan.FromSeconds(40));
        (await EntersAsync(circuit, Url)).ShouldBeTrue();
        (await circuit.ReportFailureAsync(_key, Url, null, CancellationToken.None)).ShouldBe(
            _clock.GetInstant().AddSeconds(60)
        );
    }

    [Fact]
    public async Task A_probe_whose_node_died_is_replaced_by_another()
    {
        await using var host = new RawHost();
        var circuit = new EndpointCircuitBreaker(_database.Contexts, _clock);
        var url = host.Url.ToString();
        await circuit.ReportFailureAsync(_key, url, TimeSpan.FromSeconds(10), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(10));
        (await EntersAsync(circuit, url)).ShouldBeTrue();
        (await EntersAsync(circuit, url)).ShouldBeFalse();

        _clock.Advance(TimeSpan.FromMinutes(1));
        (await EntersAsync(circuit, url)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_state_of_an_endpoint_does_not_carry_over_to_a_new_address()
    {
        await using var old = new RawHost("410 Gone");
        await using var moved = new RawHost();
        await FaultAsync(old);
        await DeliverAsync(moved);
    }

    [Fact]
    public async Task Two_nodes_that_see_the_first_failure_at_once_count_both()
    {
        var circuit = new EndpointCircuitBreaker(_database.Contexts, _clock);
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() => circuit.ReportFailureAsync(_key, "https://a.example/", null, CancellationToken.None))
                )
        );
        (await StateAsync())!.Failures.ShouldBeInRange(1, 2);
    }

    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task DeliverAsync(RawHost host) =>
        new WebhookSender(_http, new(_database.Contexts, _clock), _clock).DeliverAsync(
            new(_key, host.Url.ToString(), [WebhookSecret.Generate()]),
            "msg_1",
            "{}"u8.ToArray(),
            CancellationToken.None
        );

    private Task<OutboxHandlerException> FaultAsync(RawHost host) =>
        Should.ThrowAsync<OutboxHandlerException>(() => DeliverAsync(host));

    private async Task<bool> EntersAsync(EndpointCircuitBreaker circuit, string url)
    {
        try
        {
            await circuit.EnterAsync(_key, url, CancellationToken.None);
            return true;
        }
        catch (OutboxHandlerException rests) when (rests.IsPostponed)
        {
            return false;
        }
    }

    private async Task<WebhookEndpoint?> StateAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync();
        return await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(e => e.Key == _key);
    }

    public sealed class OnSqlite(SqliteDatabase database) : WebhookSenderTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : WebhookSenderTests(database),
            IClassFixture<PostgresDatabase>;
}
