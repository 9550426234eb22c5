using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>The log stops to avoid signing a second history.</summary>
public abstract class LogHaltTests(TestDatabase database)
{
    [Fact]
    public async Task An_entry_that_is_gone_before_it_was_sequenced_stops_the_log()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var waits = await bench.AppendAsync(3);
        await bench.TamperAsync($"""DELETE FROM "LedgerEntries" WHERE "Id" = {waits[1]}""");

        var process = bench.StartProcess();
        (await Should.ThrowAsync<DamagedLogException>(process.RunAsync)).Index.ShouldBe(10);

        process.Health.HaltReason.ShouldBe(HaltReason.Damaged);
        (await bench.AuditAsync()).Size.ShouldBe(10);
    }

    [Fact]
    public async Task A_checkpoint_of_another_key_or_history_is_refused()
    {
        using var bench = await LogFixture.PublishAsync(database, 300);
        using var other = NoteKey.Create("portal.example/ledger");
        var foreign = SignedNote
            .Sign(new Checkpoint("portal.example/ledger", 300, TreeHash.Empty).Text, other)
            .ToString();
        var parted = bench.Key.Sign(new Checkpoint(bench.Key.Origin, 299, TreeHash.Empty).Text).ToString();
        var longer = bench.Key.Sign(new Checkpoint(bench.Key.Origin, 301, TreeHash.Empty).Text).ToString();

        (await bench.ReadAuditFindingAsync(foreign)).Problem.ShouldContain("not-signed");
        (await bench.ReadAuditFindingAsync(parted)).Problem.ShouldContain("299");
        (await bench.ReadAuditFindingAsync(longer)).Problem.ShouldContain("had 301 entries and now has 300");
        await bench.TamperAsync($"""UPDATE "LedgerCheckpoints" SET "Note" = {foreign}""");
        (await bench.ReadAuditFindingAsync()).Problem.ShouldContain("not-signed");
    }

    [Fact]
    public async Task A_database_restored_from_an_old_copy_stops_the_log_until_the_newer_one_is_back()
    {
        using var bench = await LogFixture.PublishAsync(database, 300);
        var newer = bench.LastCheckpoint.Read()!;
        await using (var rolled = database.Contexts.CreateDbContext())
            await RollBackAsync(rolled);

        var process = bench.StartProcess();
        await bench.AppendAsync(5);
        await process.RunAsync();

        process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        process.Health.Finding.ShouldNotBeNull().ShouldContain("300");
        (await process.Health.CheckHealthAsync(new())).Status.ShouldBe(
            Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded
        );
        bench.LastCheckpoint.Read().ShouldBe(newer);
        (await bench.Log.GetStatusAsync(CancellationToken.None)).Pending.ShouldBe(305);
    }

    [Fact]
    public async Task A_log_of_the_same_length_with_another_entry_in_it_is_not_signed()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var other = bench.Key.Sign(new Checkpoint(bench.Key.Origin, 10, TreeHash.HashLeaf([1])).Text).ToString();
        bench.LastCheckpoint.Write(other);

        var process = bench.StartProcess();
        await bench.AppendAsync(5);
        await process.RunAsync();

        process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        bench.LastCheckpoint.Read().ShouldBe(other);
        // When the right file is restored, the log continues without further steps.
        bench.LastCheckpoint.Write(await bench.ReadCheckpointAsync());
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await process.RunAsync();
        process.Health.HaltReason.ShouldBeNull();
        (await bench.AuditAsync()).Size.ShouldBe(15);
    }

    [Fact]
    public async Task A_new_log_begins_under_a_new_key_when_the_key_and_the_newer_copy_are_lost()
    {
        using var lost = await LogFixture.PublishAsync(database, 300);
        await using (var rolled = database.Contexts.CreateDbContext())
            await RollBackAsync(rolled);

        // As if the ledger folder was moved away: another key, and no checkpoint file.
        using var successor = new LogFixture(database);
        successor.Clock.Advance(TimeSpan.FromMinutes(1));
        await successor.AppendAsync(5);
        var process = successor.StartProcess();
        await process.RunAsync();

        process.Health.HaltReason.ShouldBeNull();
        successor.Key.Verifier.ShouldNotBe(lost.Key.Verifier);
        (await successor.AuditAsync()).Size.ShouldBe(305);
        Checkpoint.Open(lost.LastCheckpoint.Read()!, lost.Key.Verifier).Value!.Size.ShouldBe(300);
    }

    [Fact]
    public async Task A_process_that_runs_while_an_old_database_is_restored_signs_nothing_over_it()
    {
        using var bench = await LogFixture.PublishAsync(database, 300);
        var process = bench.StartProcess();
        await process.RunAsync();
        await using (var rolled = database.Contexts.CreateDbContext())
            await RollBackAsync(rolled);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));

        // The forged log even has more entries than before.
        await bench.AppendAsync(100);
        await process.RunAsync();

        process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        (await bench.Log.ReadCheckpointAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("portal.example/ledger\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public async Task An_unreadable_checkpoint_file_stops_the_log(string file)
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        bench.LastCheckpoint.Write(file);

        var process = bench.StartProcess();
        await bench.AppendAsync(1);
        await process.RunAsync();

        process.Health.HaltReason.ShouldBe(HaltReason.LastCheckpointUnreadable);
        process.Health.Finding.ShouldNotBeNull().ShouldContain(Path.GetFileName(bench.LastCheckpoint.FilePath));
    }

    [Fact]
    public async Task A_damaged_edge_is_not_built_upon()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        await bench.TamperAsync($"""UPDATE "LedgerHead" SET "Root" = {TreeHash.HashLeaf([7]).ToArray()}""");
        await bench.AppendAsync(1);

        var process = bench.StartProcess();
        await Should.ThrowAsync<DamagedLogException>(process.RunAsync);
        process.Health.HaltReason.ShouldBe(HaltReason.Damaged);
    }

    /// <summary>Resets the database, as if no entry had been sequenced yet.</summary>
    private static async Task RollBackAsync(PortalDbContext db)
    {
        var root = TreeHash.Empty.ToArray();
        var leaves = await db.ReadLogAsync();
        db.PendingEntries.Add(PendingEntries.Create([.. leaves.Select(l => new WaitingLeaf(l.EntryId, l.Stored))]));
        await db.SaveChangesAsync();
        await db.LeafBundles.ExecuteDeleteAsync();
        await db.StoredTiles.ExecuteDeleteAsync();
        await db.SignedCheckpoints.ExecuteDeleteAsync();
        await db.LogHead.ExecuteUpdateAsync(h =>
            h.SetProperty(x => x.Sequenced, 0).SetProperty(x => x.Size, 0).SetProperty(x => x.Root, root)
        );
    }

    public sealed class OnSqlite(SqliteDatabase database) : LogHaltTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : LogHaltTests(database), IClassFixture<PostgresDatabase>;
}
