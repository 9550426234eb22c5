using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>That the book is compared every day, by one node, and that it is noticed when it no longer is.</summary>
public abstract class BookReconciliationTests(TestDatabase database) : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 2, 59, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.BookComparisons.ExecuteDeleteAsync();
        await db.BookDifferences.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_is_compared_once_a_day_from_three_on_by_one_node()
    {
        await Task.WhenAll(Node().SweepAsync(default), Node().SweepAsync(default));
        (await ComparisonsAsync()).ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Node().SweepAsync(default), Node().SweepAsync(default));
        var first = (await ComparisonsAsync()).ShouldHaveSingleItem();
        first.EndedAt.ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromHours(2));
        await Node().SweepAsync(default);
        (await ComparisonsAsync()).ShouldHaveSingleItem().BegunAt.ShouldBe(first.BegunAt);
    }

    [Fact]
    public async Task What_was_slept_through_is_made_up_for()
    {
        _clock.SetUtcNow(new(2026, 11, 25, 17, 0, 0, TimeSpan.Zero));
        await Node().SweepAsync(default);
        (await ComparisonsAsync()).ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2026, 11, 25));
    }

    [Fact]
    public async Task A_node_that_ended_in_the_midst_is_taken_over_from()
    {
        _clock.SetUtcNow(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        await using (var db = await database.Contexts.CreateDbContextAsync())
        {
            db.BookComparisons.Add(new() { Day = new(2026, 11, 24), BegunAt = _clock.GetInstant() });
            await db.SaveChangesAsync();
        }

        _clock.Advance(TimeSpan.FromHours(3));
        await Node().SweepAsync(default);
        (await ComparisonsAsync()).Single().EndedAt.ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(1));
        await Node().SweepAsync(default);
        (await ComparisonsAsync()).Single().EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task That_it_is_no_longer_compared_is_an_alarm_of_its_own()
    {
        _clock.SetUtcNow(new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        var health = new BookHealth(new(database.Contexts, _clock));
        await Node().SweepAsync(default);
        _clock.Advance(TimeSpan.FromHours(36));
        (await health.CheckHealthAsync(new())).Status.ShouldBe(HealthStatus.Healthy);

        _clock.Advance(TimeSpan.FromMinutes(1));

        var found = await health.CheckHealthAsync(new());
        found.Status.ShouldBe(HealthStatus.Degraded);
        found.Description.ShouldBe("the disclosure book has not been compared since 2026-11-24");
        await Node().SweepAsync(default);
        (await health.CheckHealthAsync(new())).Status.ShouldBe(HealthStatus.Healthy);
    }

    private BookReconciliation Node() => new(new(database.Contexts, _clock), database.Contexts, _clock, NullLogger<BookReconciliation>.Instance);

    private async Task<List<BookComparison>> ComparisonsAsync()
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        return await db.BookComparisons.AsNoTracking().ToListAsync();
    }

    public sealed class OnSqlite(SqliteDatabase database) : BookReconciliationTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : BookReconciliationTests(database), IClassFixture<PostgresDatabase>;
}
