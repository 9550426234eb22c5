using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

/// <summary>New files are taken in while the portal runs, and bad ones are refused as a whole.</summary>
public abstract class PolicyReloadJobTests(TestDatabase database) : PolicyReloadTestBase(database)
{
    [Fact]
    public async Task A_version_placed_in_the_folder_is_served_without_a_restart()
    {
        var (library, keeper) = await StartedAsync();
        Policies.WithPublished("1.1", "2026-11-20T00:00:00Z");

        await LookAsync(keeper);

        library.GetCurrent(Clock.GetUtcNow()).Name.ShouldBe("1.1");
        keeper.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_version_that_is_still_being_copied_is_not_read_yet()
    {
        var (library, keeper) = await StartedAsync();

        Policies.WithDraft("1.1", "2026-11-20T00:00:00Z");
        await keeper.RunAsync(CancellationToken.None);
        Policies.WithLock("1.1");
        await keeper.RunAsync(CancellationToken.None);

        keeper.Error.ShouldBeNull();
        library.Versions.Count.ShouldBe(1);
        await keeper.RunAsync(CancellationToken.None);
        library.Versions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_loaded_set_never_changes_and_its_unchanged_parts_are_reused()
    {
        var (library, keeper) = await StartedAsync();
        var before = library.Snapshot;
        Policies.WithPublished("1.1", "2026-11-20T00:00:00Z").WithPublished("1.2", "2026-11-21T00:00:00Z");

        await LookAsync(keeper);

        before.Versions.Select(v => v.Name).ShouldBe(["1.0"]);
        library.Snapshot.Versions.Select(v => v.Name).ShouldBe(["1.0", "1.1", "1.2"]);
        library.Snapshot.Digest.ShouldNotBe(before.Digest);
        library.Find("1.0").ShouldBeSameAs(before.Find("1.0"));
    }

    [Fact]
    public async Task A_faulty_set_is_refused_as_a_whole_reported_once_and_cleared_when_it_is_fixed()
    {
        var (library, keeper) = await StartedAsync();
        Policies
            .WithPublished("1.1", "2026-11-20T00:00:00Z")
            .WithPublished("1.2", "2026-11-21T00:00:00Z")
            .Replace(Policies.PathOf("1.2", "version.yml"), "change: material", "change: huge");

        for (var looks = 0; looks < 5; looks++)
            await keeper.RunAsync(CancellationToken.None);

        library.Versions.Select(v => v.Name).ShouldBe(["1.0"]);
        keeper.Error!.Findings.ShouldHaveSingleItem().Line.ShouldBe(6);
        Log.Entries.ShouldHaveSingleItem()
            .ShouldContain(
                $"{Policies.PathOf("1.2", "version.yml")}:6: 'huge' is not a known change kind: "
                    + "use one of initial, editorial, material"
            );
        (await HealthAsync(keeper)).Description.ShouldBe(
            "the policies folder was refused at 2026-11-24T12:00:00.000Z; the previous versions are still served; the log says why"
        );
        (await HealthAsync(keeper)).Status.ShouldBe(HealthStatus.Degraded);

        Policies.Replace(Policies.PathOf("1.2", "version.yml"), "change: huge", "change: material");
        await LookAsync(keeper);

        library.Versions.Count.ShouldBe(3);
        (await HealthAsync(keeper)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_refused_folder_that_is_restored_is_healthy_again()
    {
        var (_, keeper) = await StartedAsync();
        Policies.Replace(Policies.VersionFile, "reviewed: no", "reviewed: maybe");
        await LookAsync(keeper);
        keeper.Error.ShouldNotBeNull();

        Policies.Replace(Policies.VersionFile, "reviewed: maybe", "reviewed: no");
        await LookAsync(keeper);

        keeper.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_new_note_or_another_split_into_clauses_changes_the_rendering_and_not_the_text()
    {
        var (library, keeper) = await StartedAsync();
        var before = library.Versions[0];
        Policies
            .Replace(Policies.VersionFile, "heading: Companies that hire", "heading: Employers")
            .Replace(
                Policies.VersionFile,
                "begins: If the Worker wishes to have their data deleted",
                "begins: JoinArena will comply with such requests"
            );

        await LookAsync(keeper);

        var now = library.Versions[0];
        var text = library.Versions[0].Texts["en"];
        now.FindClause("hiring-access")!.GetText("en").Heading.ShouldBe("Employers");
        text.Parts.Select(p => p.Html).ShouldNotBe(before.Texts["en"].Parts.Select(p => p.Html));
        (now.Name, now.Effective, text.Sha256).ShouldBe((before.Name, before.Effective, before.Texts["en"].Sha256));
        await using var db = Database.Contexts.CreateDbContext();
        (await db.FirstServedTexts.CountAsync()).ShouldBe(1);
    }

    private static Task<HealthCheckResult> HealthAsync(PolicyReloadJob keeper) =>
        new PolicyHealthCheck(keeper).CheckHealthAsync(new HealthCheckContext());

    public sealed class OnSqlite(SqliteDatabase database)
        : PolicyReloadJobTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PolicyReloadJobTests(database),
            IClassFixture<PostgresDatabase>;
}
