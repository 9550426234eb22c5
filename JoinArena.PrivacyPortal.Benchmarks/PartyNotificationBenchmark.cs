using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using JoinArena.PrivacyPortal.Benchmarks.Support;
using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// Ten thousand open requests of twenty parties each: how fast the parties are notified by signed webhooks, and what the
/// page of a request costs meanwhile.
/// </summary>
internal static class PartyNotificationBenchmark
{
    private const int Parties = 20;
    private const string Worker = "worker2@example.com",
        Password = "Demo-portal-2026!";
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(30),
        s_measured = TimeSpan.FromSeconds(60);

    private static int s_calls;

    /// <param name="requests">How many open requests there are; 10,000 for the figures of the table.</param>
    /// <param name="postgres">The connection string of an empty PostgreSQL database; null to measure SQLite.</param>
    public static async Task RunAsync(int requests, string? postgres, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        var portal = await workspace.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        (string, string)[] settings =
        [
            ("Portal__Connectors__AllowPrivateNetworks", "true"),
            ("Portal__Demo__Enabled", "true"),
            .. postgres is null
                ? Array.Empty<(string, string)>()
                : [("Portal__Database__Provider", "Postgres"), ("ConnectionStrings__Portal", postgres)],
        ];
        await portal.LoadDemoAsync(ct, settings);
        var key = await portal.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "parties:write"],
            ct,
            settings
        );
        await using var receiver = await StartReceiverAsync();
        await using (var running = await portal.StartAsync("/", ct, settings))
            await AnnounceAsync(running.Address, key, receiver, ct);
        string number;
        await using (
            DbConnection database = postgres is null
                ? new SqliteConnection($"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Pooling=False")
                : new NpgsqlConnection(postgres)
        )
        {
            number = CopyRequests(database, requests);
        }

        await using var serving = await portal.StartAsync("/", ct, settings);
        var on = postgres is null ? "SQLite" : "PostgreSQL";
        await MeasureAsync(
            serving,
            number,
            $"parties notified on {on}, {requests} open requests of {Parties} each",
            ct
        );
    }

    private static async Task MeasureAsync(RunningSite serving, string number, string name, CancellationToken ct)
    {
        await Task.Delay(s_warmUp, ct);
        using var client = new CookieClient(serving.Address);
        await client.SignInAsync(Worker, Password, ct);
        var before = Volatile.Read(ref s_calls);
        var processor = serving.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var waits = new List<double>();
        while (watch.Elapsed < s_measured)
        {
            var asked = watch.Elapsed;
            await client.GetAsync($"/deletion/{number}", ct);
            waits.Add((watch.Elapsed - asked).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
        }

        var calls = Volatile.Read(ref s_calls) - before;
        var seconds = watch.Elapsed.TotalSeconds;
        processor = serving.ProcessorTime - processor;
        new BenchmarkResult(name, "calls/s", calls / seconds).Print();
        new BenchmarkResult(
            "processor time of the portal for one call, with the pages",
            "ms",
            processor.TotalMilliseconds / calls
        ).Print();
        new BenchmarkResult("page of a request meanwhile, p50", "ms", BenchmarkResult.Quantile(waits, 0.5)).Print();
        new BenchmarkResult("page of a request meanwhile, p99", "ms", BenchmarkResult.Quantile(waits, 0.99)).Print();
    }

    /// <summary>The parties' server, which answers every call immediately.</summary>
    private static async Task<WebApplication> StartReceiverAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            Interlocked.Increment(ref s_calls);
            context.Response.StatusCode = (int)HttpStatusCode.NoContent;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }

    private static async Task AnnounceAsync(Uri portal, string key, WebApplication receiver, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = portal };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (var i = 0; i < Parties; i++)
        {
            using var answer = await http.PutAsJsonAsync(
                $"/api/v1/parties/bench-{i}",
                new
                {
                    name = $"Party {i}",
                    kind = "llm-provider",
                    connector = new { type = "webhook", url = $"{receiver.Urls.First()}/{i}" },
                },
                ct
            );
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>
    /// Copies a request of the demo that is in progress, with a task for each party and the job that notifies the party.
    /// </summary>
    /// <returns>The number of one of the copies.</returns>
    private static string CopyRequests(DbConnection connection, int requests)
    {
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var request = CreateCopy(connection, "DeletionRequests", "\"State\" = 'InProgress'", ["Id", "Number"], []);
        var task = CreateCopy(
            connection,
            "ErasureTasks",
            "\"Connector\" <> 'Internal'",
            ["Id", "RequestId", "PartyId", "PartyName", "Connector", "State"],
            ["NotifiedAt", "AcknowledgedAt", "EndedAt", "Ground", "Until", "Note"]
        );
        using var job = connection.CreateCommand();
        job.CommandText = """
            INSERT INTO "Outbox" ("Id", "Kind", "Payload", "CreatedAt", "DueAt", "DueSince", "Tries", "Fence")
            SELECT @id, 'erasure', @payload, "ConfirmedAt", "ConfirmedAt", "ConfirmedAt", 0, 0
            FROM "DeletionRequests" WHERE "Id" = @request
            """;
        for (var r = 0; r < requests; r++)
        {
            var id = Guid.CreateVersion7();
            Run(request, ("Id", id), ("Number", FormatNumber(r)));
            for (var p = 0; p < Parties; p++)
            {
                var part = Guid.CreateVersion7();
                Run(
                    task,
                    ("Id", part),
                    ("RequestId", id),
                    ("PartyId", $"bench-{p}"),
                    ("PartyName", $"Party {p}"),
                    ("Connector", "Webhook"),
                    ("State", "Pending")
                );
                var payload =
                    $$"""{"Task":"{{part}}","Kind":"Requested","Round":1,"Reminder":0,"At":"2026-11-24T00:00:00+00:00"}""";
                Run(job, ("id", Guid.CreateVersion7()), ("payload", payload), ("request", id));
            }
        }

        // Confirmed before some of its data came, each copy would have that data flagged, in a transaction of its own.
        using var confirm = connection.CreateCommand();
        confirm.CommandText = """
            UPDATE "DeletionRequests" SET "ConfirmedAt" = (SELECT max("ReceivedAt") FROM "Disclosures")
            WHERE "Number" LIKE 'DR-2099-%'
            """;
        confirm.ExecuteNonQuery();
        transaction.Commit();
        return FormatNumber(requests / 2);
    }

    private static string FormatNumber(int request) =>
        string.Create(CultureInfo.InvariantCulture, $"DR-2099-{request:000000}");

    /// <summary>A command that copies one row.</summary>
    /// <param name="given">The columns whose values are parameters of the command.</param>
    /// <param name="empty">The columns to leave empty.</param>
    private static DbCommand CreateCopy(
        DbConnection connection,
        string table,
        string where,
        string[] given,
        string[] empty
    )
    {
        using var look = connection.CreateCommand();
        look.CommandText = $"SELECT * FROM \"{table}\" WHERE 1 = 0";
        var names = new List<string>();
        using (var reader = look.ExecuteReader())
        {
            for (var n = 0; n < reader.FieldCount; n++)
                names.Add(reader.GetName(n));
        }

        string Value(string name) =>
            given.Contains(name, StringComparer.Ordinal) ? $"@{name}"
            : empty.Contains(name, StringComparer.Ordinal) ? "NULL"
            : $"\"{name}\"";
        var command = connection.CreateCommand();
        var columns = string.Join(", ", names.Select(n => $"\"{n}\""));
        var values = string.Join(", ", names.Select(Value));
        command.CommandText =
            $"INSERT INTO \"{table}\" ({columns}) "
            + $"SELECT {values} FROM \"{table}\" WHERE {where} ORDER BY \"Id\" LIMIT 1";
        return command;
    }

    private static void Run(DbCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is Guid id && command is SqliteCommand ? SqliteId.ToBytes(id) : value;
            command.Parameters.Add(parameter);
        }

        if (command.ExecuteNonQuery() != 1)
            throw new InvalidOperationException("There was nothing to copy.");
    }
}
