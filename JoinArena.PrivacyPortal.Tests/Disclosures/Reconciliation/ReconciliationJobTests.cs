using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>One node reconciles every day, and an alarm shows when that no longer happens.</summary>
public abstract class ReconciliationJobTests(TestDatabase database) : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 2, 59, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.ReconciliationDays.ExecuteDeleteAsync();
        await db.ReconciliationDifferences.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task One_node_reconciles_once_a_day_from_three_o_clock()
    {
        await Task.WhenAll(Node().RunAsync(default), Node().RunAsync(default));
        (await ComparisonsAsync()).ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Node().RunAsync(default), Node().RunAsync(default));
        var first = (await ComparisonsAsync()).ShouldHaveSingleItem();
        first.EndedAt.ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromHours(2));
        await Node().RunAsync(default);
        (await ComparisonsAsync()).ShouldHaveSingleItem().BegunAt.ShouldBe(first.BegunAt);
    }

    [Fact]
    public async Task A_reconciliation_that_was_missed_is_made_up_for()
    {
        _clock.SetUtcNow(new(2026, 11, 25, 17, 0, 0, TimeSpan.Zero));
        await Node().RunAsync(default);
        (await ComparisonsAsync()).ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2026, 11, 25));
    }

    [Fact]
    public async Task A_node_that_died_during_reconciliation_is_replaced_by_another()
    {
        _clock.SetUtcNow(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        await using (var db = await database.Contexts.CreateDbContextAsync())
        {
            db.ReconciliationDays.Add(new() { Day = new(2026, 11, 24), BegunAt = _clock.GetInstant() });
            await db.SaveChangesAsync();
        }

        _clock.Advance(TimeSpan.FromHours(3));
        await Node().RunAsync(default);
        (await ComparisonsAsync()).Single().EndedAt.ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(1));
        await Node().RunAsync(default);
        (await ComparisonsAsync()).Single().EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_reconciliation_that_no_longer_runs_is_an_alarm_of_its_own()
    {
        _clock.SetUtcNow(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        var health = new ReconciliationHealthCheck(Reconciliations.Create(database.Contexts, _clock));
        await Node().RunAsync(default);
        _clock.Advance(TimeSpan.FromHours(36));
        (await health.CheckHealthAsync(new())).Status.ShouldBe(HealthStatus.Healthy);

        _clock.Advance(TimeSpan.FromMinutes(1));

        var found = await health.CheckHealthAsync(new());
        found.Status.ShouldBe(HealthStatus.Degraded);
        found.Description.ShouldBe("the disclosures have not been reconciled since 2026-11-24");
        await Node().RunAsync(default);
        (await health.CheckHealthAsync(new())).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task What_was_read_earlier_and_is_saved_later_replaces_nothing()
    {
        var service = Reconciliations.Create(database.Contexts, _clock);
        var earlier = await BeginEarlierAsync(service);
        await CountOneMoreAsync();
        (await service.RunAndSaveAsync(default)).Differences.ShouldHaveSingleItem();
        await CountNoMoreAsync();

        (await service.RunAndSaveAsync(earlier, default)).Differences.ShouldBeEmpty();

        (await service.FindDifferencesAsync(default))!.Count.ShouldBe(1, "as the later one read");
    }

    [Fact]
    public async Task A_difference_that_a_later_run_found_mended_does_not_come_back()
    {
        var service = Reconciliations.Create(database.Contexts, _clock);
        var earlier = await BeginEarlierAsync(service);
        (await service.RunAndSaveAsync(default)).Differences.ShouldBeEmpty();
        await CountOneMoreAsync();

        (await service.RunAndSaveAsync(earlier, default)).Differences.ShouldHaveSingleItem();

        (await service.FindDifferencesAsync(default)).ShouldBeNull();
        await CountNoMoreAsync();
    }

    [Fact]
    public async Task A_run_by_hand_before_the_hour_is_not_the_day_s()
    {
        await Reconciliations.Create(database.Contexts, _clock).RunAndSaveAsync(default);
        _clock.Advance(TimeSpan.FromHours(1));

        await Node().RunAsync(default);

        (await ComparisonsAsync()).ShouldHaveSingleItem().BegunAt.ShouldBe(_clock.GetInstant());
    }

    private async Task<DateTimeOffset> BeginEarlierAsync(ReconciliationService service)
    {
        var begunAt = _clock.GetInstant();
        (await service.BeginAsync(begunAt, _ => true, default)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(10));
        return begunAt;
    }

    // An accepted report of which there is no disclosure.
    private async Task CountOneMoreAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        db.IntakeDays.Add(
            new()
            {
                Source = "/lost",
                Day = new(2026, 11, 24),
                Writer = Guid.NewGuid(),
                Accepted = 1,
            }
        );
        await db.SaveChangesAsync();
    }

    private async Task CountNoMoreAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.IntakeDays.Where(d => d.Source == "/lost").ExecuteDeleteAsync();
    }

    private ReconciliationJob Node() =>
        new(Reconciliations.Create(database.Contexts, _clock), _clock, NullLogger<ReconciliationJob>.Instance);

    private async Task<List<ReconciliationDay>> ComparisonsAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.ReconciliationDays.AsNoTracking().ToListAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ReconciliationJobTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ReconciliationJobTests(database),
            IClassFixture<PostgresDatabase>;
}
