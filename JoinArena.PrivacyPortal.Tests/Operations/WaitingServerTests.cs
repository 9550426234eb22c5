using System.Net;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>A node that is told to wait until another one has migrated the database.</summary>
public abstract class WaitingServerTests
{
    [Fact]
    public async Task A_waiting_node_is_alive_not_ready_and_goes_on_once_another_has_migrated()
    {
        var settings = await CreateEmptyAsync();
        var url = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        var migrator = new Migrator(Open(settings), settings);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var waiting = WaitingServer.WaitAsync(migrator, Configure(url), late.Token);
        using var http = new HttpClient { BaseAddress = url };
        using var live = await AskAsync(http, "/health/live");
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), late.Token);
        using var page = await http.GetAsync(new Uri("/policy", UriKind.Relative), late.Token);

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(late.Token)).ShouldStartWith("Unhealthy\n");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Headers.RetryAfter.ShouldNotBeNull();
        waiting.IsCompleted.ShouldBeFalse();

        await new Migrator(Open(settings), settings).MigrateAsync(late.Token);
        await waiting;
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(url, late.Token));
    }

    [Fact]
    public async Task A_node_that_finds_the_schema_does_not_wait()
    {
        var settings = await CreateEmptyAsync();
        await new Migrator(Open(settings), settings).MigrateAsync(CancellationToken.None);

        await WaitingServer.WaitAsync(
            new Migrator(Open(settings), settings),
            Configure(new("http://127.0.0.1:1")),
            CancellationToken.None
        );
    }

    protected abstract Task<DatabaseSettings> CreateEmptyAsync();

    // It takes a moment until it listens.
    private static Task<HttpResponseMessage> AskAsync(HttpClient http, string path) =>
        Eventually.FindAsync<HttpResponseMessage>(
            async () =>
            {
                try
                {
                    return await http.GetAsync(new Uri(path, UriKind.Relative));
                }
                catch (HttpRequestException)
                {
                    return null;
                }
            },
            () => $"Nobody listens at {http.BaseAddress}"
        );

    private static IConfiguration Configure(Uri url) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = url.ToString() })
            .Build();

    private static PortalDbContextFactory Open(DatabaseSettings settings) =>
        new(
            settings,
            new WriteLock(isOpen: settings.Provider is not DatabaseProvider.Sqlite),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        );

    public sealed class OnSqlite : WaitingServerTests, IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-waiting-");

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            _directory.Delete(recursive: true);
        }

        protected override Task<DatabaseSettings> CreateEmptyAsync() =>
            Task.FromResult<DatabaseSettings>(
                new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_directory.FullName, "portal.db")}")
            );
    }

    public sealed class OnPostgres : WaitingServerTests, IAsyncLifetime
    {
        private string _connection = "";

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() =>
            await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);

        protected override async Task<DatabaseSettings> CreateEmptyAsync()
        {
            _connection = await (await PostgresCluster.GetRunningAsync()).CreateEmptyDatabaseAsync();
            return new(DatabaseProvider.Postgres, _connection);
        }
    }
}
