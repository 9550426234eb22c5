using System.Globalization;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>
/// PostgreSQL is put back to a moment as the documentation says, with its own archive and its own tools, and the portal
/// goes on from there.
/// </summary>
[Trait("Speed", "slow")]
public sealed class PointInTimeRestoreTests(InstalledPortal portal) : IClassFixture<InstalledPortal>, IAsyncLifetime
{
    private const string Moment = "2026-11-24 10:15:00+00";
    private const string Worker = "w-1";
    private const string NewLog = "privacy.example.com/ledger/2";

    private OwnPostgresServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await OwnPostgresServer.StartAsync();
        portal.Settings["Portal__Database__Provider"] = "Postgres";
        portal.Settings["ConnectionStrings__Portal"] = _server.ConnectionString;
    }

    public async Task DisposeAsync()
    {
        await portal.KillAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_database_goes_back_to_a_moment_and_the_log_signs_no_second_history()
    {
        await RunAsync(MarkdownFile.ReadCommands("docs/operations.md", "wal-archive"));
        await portal.RunCommandAsync("migrate");
        var key = await portal.RunCommandAsync("keys", "create", "--name", "platform", "--scope", "workers:write");
        await portal.StartAsync();
        await RunAsync(MarkdownFile.ReadCommands("docs/operations.md", "base-backup"));
        var platform = new ApiClient(portal.Url, key);
        await platform.PutWorkerAsync(Worker, "first@example.com", "Ana");
        await platform.PutWorkerAsync(Worker, "before@example.com", "Ana");
        var kept = await WaitForEntriesAsync(1);
        var moment = await ReadAsync<string>("SELECT clock_timestamp()::text");
        await platform.PutWorkerAsync(Worker, "after@example.com", "Ana");
        var signed = await WaitForEntriesAsync(kept + 1);
        await portal.SendTerminationAsync();
        (await portal.WaitForEndAsync()).ShouldBe(0);

        var restore = MarkdownFile.ReadCommands("docs/operations.md", "restore-to-moment");
        restore.ShouldContain(Moment);
        await RunAsync(restore.Replace(Moment, moment, StringComparison.Ordinal));

        (await ReadAsync<string>("""SELECT "Email" FROM "Workers" """)).ShouldBe("before@example.com");
        await portal.StartAsync();
        await WaitForHealthAsync(
            $"Degraded\nledger: The ledger has stopped: a checkpoint of {signed} entries was signed, but the database "
                + $"has only {kept}"
        );
        (await ReadSizeAsync()).ShouldBe(kept);
        await portal.KillAsync();

        // As "The log's recovery" says.
        await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/operations.md", "begin-anew"));
        portal.Settings["Portal__Ledger__Origin"] = NewLog;
        await portal.StartAsync();
        (await portal.WaitForCheckpointAsync()).ShouldStartWith($"{NewLog}\n{kept}\n");
        await WaitForHealthAsync("Healthy");
    }

    private async Task RunAsync(string commands)
    {
        var shell = _server.CreateShell(
            DocumentedShell.Localize(commands, new Uri("http://localhost:5080"), _server.Folder)
        );
        var (exitCode, output) = await DocumentedShell.RunAsync(shell);
        exitCode.ShouldBe(0, $"{output}\n{_server.ReadLog()}");
    }

    /// <summary>Waits until everything that happened is under a signed checkpoint.</summary>
    /// <returns>How many entries it has.</returns>
    private async Task<long> WaitForEntriesAsync(long atLeast)
    {
        var signed = 0L;
        var recorded = 0L;
        await Eventually.FindAsync(
            async () =>
            {
                recorded = await ReadAsync<long>("""SELECT count(*) FROM "LedgerEntries" """);
                signed = await ReadSizeAsync();
                return signed >= atLeast && signed == recorded ? "signed" : null;
            },
            () => $"{signed} of {recorded} entries were signed"
        );
        return signed;
    }

    private async Task<long> ReadSizeAsync()
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        using var answer = await anyone.GetAsync(new Uri("/ledger/checkpoint", UriKind.Relative));
        return answer.IsSuccessStatusCode
            ? long.Parse((await answer.Content.ReadAsStringAsync()).Split('\n')[1], CultureInfo.InvariantCulture)
            : 0;
    }

    private async Task WaitForHealthAsync(string expected)
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        var last = "";
        await Eventually.FindAsync(
            async () =>
            {
                using var answer = await anyone.GetAsync(new Uri("/health/ready", UriKind.Relative));
                last = await answer.Content.ReadAsStringAsync();
                return last.StartsWith(expected, StringComparison.Ordinal) ? last : null;
            },
            () => last
        );
    }

    private async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
