using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Ledger.Log;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

/// <summary>A node and the key of the log that its database holds.</summary>
public abstract class LogKeyLoaderTests(TestDatabase database) : IDisposable
{
    private readonly DirectoryInfo _other = Directory.CreateTempSubdirectory("jpp-node-");

    public void Dispose()
    {
        _other.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_node_without_the_key_of_an_existing_log_does_not_start_and_makes_none()
    {
        using var log = await CreateLogAsync();

        var refused = Should.Throw<ConfigurationException>(() => Load(OtherNode));

        refused.Message.ShouldStartWith(
            $"Portal__Ledger__KeyFile: the database has a log 'portal.example/ledger' of 3 entries, but there is no "
                + $"signing key at '{OtherNode.KeyFile}'; copy the files of "
        );
        refused.Message.ShouldContain("'ledger begin-anew'");
        File.Exists(OtherNode.KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_node_with_another_key_than_the_logs_does_not_start()
    {
        using var log = await CreateLogAsync();
        PortalKey.Open(OtherNode).Dispose();

        Should.Throw<ConfigurationException>(() => Load(OtherNode)).Message.ShouldContain("has never signed for it");
    }

    [Fact]
    public async Task A_node_with_the_key_starts_also_while_and_after_the_key_is_replaced()
    {
        using var log = await CreateLogAsync();
        using var same = Load(log.Options);
        same.Verifier.ShouldBe(log.Key.Verifier);

        var next = KeyHistory.Rotate(log.Options).ShouldNotBeNull();
        using (var during = Load(log.Options))
            during.Verifier.ShouldBe(next);
        KeyHistory.FinishRotation(log.Options).ShouldBeTrue();
        using var after = Load(log.Options);
        after.Verifier.ShouldBe(next);
    }

    [Fact]
    public async Task A_key_is_made_for_a_log_that_has_not_begun()
    {
        using var nothing = await new LogFixture(database).ClearAsync();

        Load(OtherNode).Dispose();

        File.Exists(OtherNode.KeyFile).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_nodes_that_began_the_log_at_once_with_keys_of_their_own_one_stops_signing()
    {
        using var other = PortalKey.Open(OtherNode);
        using var log = await CreateLogAsync();
        var before = await log.ReadCheckpointAsync();
        var health = new LogHealth();
        var publisher = new CheckpointPublisher(
            database.Contexts,
            other,
            new(OtherNode),
            health,
            log.Clock,
            NullLogger<CheckpointPublisher>.Instance
        );

        var sequencer = new Sequencer(
            database.Contexts,
            new(database.Contexts, log.Clock),
            publisher,
            health,
            log.Clock
        );
        await log.AppendAsync(1);
        while (await sequencer.RunRoundAsync(CancellationToken.None)) { }

        health.HaltReason.ShouldBe(HaltReason.OtherKey);
        health.Finding.ShouldNotBeNull().ShouldContain(_other.FullName);
        (await log.ReadCheckpointAsync()).ShouldBe(before);
    }

    private LedgerOptions OtherNode =>
        new(Path.Combine(_other.FullName, "ledger", "signing.key"), null, () => "portal.example/ledger");

    private PortalKey Load(LedgerOptions options) => new LogKeyLoader(database.Contexts, options).Load();

    private async Task<LogFixture> CreateLogAsync()
    {
        var log = await new LogFixture(database).ClearAsync();
        await log.AppendAsync(3);
        await log.StartProcess().RunAsync();
        return log;
    }

    public sealed class OnSqlite(SqliteDatabase database) : LogKeyLoaderTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LogKeyLoaderTests(database),
            IClassFixture<PostgresDatabase>;
}
