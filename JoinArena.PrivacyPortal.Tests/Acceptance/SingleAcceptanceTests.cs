using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>A worker accepts a version once, however often and wherever they try.</summary>
public abstract class SingleAcceptanceTests(TestDatabase database) : AcceptanceTestBase(database)
{
    private AcceptanceService ServiceOfAnotherNode =>
        new(Database.CreateOtherNode(), Library, AcceptanceTestData.ReceiptIssuer, TestLocalizer.English, Clock);

    [Fact]
    public async Task A_worker_who_accepts_twice_has_one_acceptance()
    {
        var worker = await WorkerAsync();
        var first = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None)).Value!;
        Clock.Advance(TimeSpan.FromHours(1));

        var second = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None)).Value!;

        second.IsNew.ShouldBeFalse();
        second.Acceptance.Id.ShouldBe(first.Acceptance.Id);
        second.Acceptance.AcceptedAt.ShouldBe(first.Acceptance.AcceptedAt);
        await ShouldBeOneAsync(worker);
    }

    [Fact]
    public async Task A_worker_who_accepts_on_several_connections_at_once_has_one_acceptance()
    {
        var worker = await WorkerAsync();

        var all = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None)))
        );

        all.ShouldAllBe(a => a.IsSuccess);
        all.Count(a => a.Value!.IsNew).ShouldBe(1);
        all.Select(a => a.Value!.Acceptance.Id).Distinct().Count().ShouldBe(1);
        await ShouldBeOneAsync(worker);
    }

    [Fact]
    public async Task A_worker_who_accepts_on_two_nodes_at_once_has_one_acceptance()
    {
        var worker = await WorkerAsync();
        var services = new[] { Service, ServiceOfAnotherNode, Service, ServiceOfAnotherNode };

        var all = await Task.WhenAll(
            services.Select(service =>
                Task.Run(() => service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None))
            )
        );

        all.Count(a => a.Value!.IsNew).ShouldBe(1);
        all.Select(a => a.Value!.Acceptance.Id).Distinct().ShouldHaveSingleItem();
        await ShouldBeOneAsync(worker);
    }

    [Fact]
    public async Task The_database_refuses_a_second_acceptance_of_a_version()
    {
        var worker = await WorkerAsync();
        var first = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None))
            .Value!
            .Acceptance;
        await using var db = await Database.Contexts.CreateDbContextAsync();

        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = worker,
                Version = "1.0",
                Language = "en",
                TextSha256 = first.TextSha256,
                AcceptedAt = first.AcceptedAt.AddDays(1),
            },
            default
        );

        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        await ShouldBeOneAsync(worker);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : SingleAcceptanceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : SingleAcceptanceTests(database),
            IClassFixture<PostgresDatabase>;
}
