using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Data;

/// <summary>What one node commits, another hears; and what it could not hear, it does not miss.</summary>
public sealed class PostgresChangeListenerTests(PostgresDatabase database)
    : IClassFixture<PostgresDatabase>,
        IAsyncLifetime
{
    private const string Subject = "inbox/w-secret-1042";

    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);
    private readonly Node _other = new(database.Settings);
    private PostgresChangeListener _wire = null!;

    public Task InitializeAsync()
    {
        _wire = new(database.Settings, _feed, NullLogger<PostgresChangeListener>.Instance);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _wire.StopAsync(default);
        _wire.Dispose();
    }

    [Fact]
    public async Task A_commit_on_another_node_is_heard_and_a_rollback_is_not()
    {
        var heard = new Heard();
        using var unwanted = _feed.Subscribe(
            "taken/back",
            () => throw new InvalidOperationException("It was never committed.")
        );
        await ListenAsync(heard);

        await _other.AnnounceAsync("taken/back", commits: false);
        await _other.AnnounceAsync(Subject, commits: true);

        await heard.TimesAsync(1);
    }

    [Fact]
    public async Task A_node_that_was_cut_off_reloads_its_open_pages_and_hears_what_comes_after()
    {
        var heard = new Heard();
        await ListenAsync(heard);

        await using (var connection = new NpgsqlConnection(database.Settings.ConnectionString))
        {
            await connection.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    + $"WHERE datname = current_database() AND application_name = '{PostgresChangeListener.SessionName}'",
                connection
            );
            (await cut.ExecuteScalarAsync()).ShouldBe(true);
        }

        // Nothing was committed in the meantime.
        await heard.TimesAsync(1);
        await _other.AnnounceAsync(Subject, commits: true);
        await heard.TimesAsync(2);
    }

    [Fact]
    public async Task The_notification_does_not_reveal_whose_data_changed()
    {
        await using var connection = new NpgsqlConnection(database.Settings.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using (var listen = new NpgsqlCommand("LISTEN portal_changes", connection))
            await listen.ExecuteNonQueryAsync();
        var payload = "";
        connection.Notification += (_, news) => payload = news.Payload;

        await _other.AnnounceAsync(Subject, commits: true);

        await connection.WaitAsync();
        payload.ShouldNotBeEmpty();
        payload.ShouldNotContain("1042");
        payload.ShouldNotContain("inbox");
    }

    [Fact]
    public async Task A_node_does_not_hear_itself_twice()
    {
        var heard = new Heard();
        await ListenAsync(heard);
        var itself = new Node(database.Settings, _feed);

        await itself.AnnounceAsync(Subject, commits: true);
        heard.Times.ShouldBe(1);
        await _other.AnnounceAsync(Subject, commits: true);

        await heard.TimesAsync(2);
    }

    [Fact]
    public async Task Thousands_of_workers_in_one_commit_are_each_announced()
    {
        var first = new Heard();
        var last = new Heard();
        using var one = _feed.Subscribe("w-0", first.HearAsync);
        using var other = _feed.Subscribe("w-4999", last.HearAsync);
        await ListenAsync(new Heard());
        await first.TimesAsync(1);

        await _other.AnnounceAsync([.. Enumerable.Range(0, 5_000).Select(i => $"w-{i}")], commits: true);

        await first.TimesAsync(2);
        await last.TimesAsync(2);
    }

    /// <summary>Connects, which notifies the listeners once that everything may have changed.</summary>
    private async Task ListenAsync(Heard heard)
    {
        var began = new Heard();
        using var beginning = _feed.Subscribe(Subject, began.HearAsync);
        await _wire.StartAsync(default);
        await began.TimesAsync(1);
        _ = _feed.Subscribe(Subject, heard.HearAsync);
    }

    private sealed class Heard
    {
        private int _times;

        public int Times => Volatile.Read(ref _times);

        public Task HearAsync()
        {
            Interlocked.Increment(ref _times);
            return Task.CompletedTask;
        }

        public async Task TimesAsync(int times)
        {
            await Eventually.FindAsync(() => Times >= times ? this : null, () => $"Heard {Times} times, not {times}.");
            Times.ShouldBe(times);
        }
    }

    private sealed class Node(DatabaseSettings settings, ChangeFeed? feed = null)
    {
        private readonly PortalDbContextFactory _contexts = new(
            settings,
            new WriteLock(isOpen: true),
            feed ?? new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );

        public Task AnnounceAsync(string subject, bool commits) => AnnounceAsync([subject], commits);

        public async Task AnnounceAsync(IReadOnlyList<string> subjects, bool commits)
        {
            await using var db = _contexts.CreateDbContext();
            await using var write = await db.BeginWriteAsync(default);
            foreach (var subject in subjects)
                db.PublishChange(subject);
            await db.SendChangesAsync(default);
            if (commits)
                await write.CommitAsync(default);
        }
    }
}
