using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>Ten thousand open requests of twenty parties each: how fast the parties are told by signed calls, and what a worker's tracker costs meanwhile.</summary>
internal static class Telling
{
    private const int Requests = 10_000, Parties = 20;
    private const string Worker = "worker2@example.com", Password = "Demo-portal-2026!";
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10), s_measured = TimeSpan.FromSeconds(60);
    private static readonly (string, string)[] s_settings = [("Portal__Connectors__AllowPrivateNetworks", "true")];

    private static int s_calls;

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workshop = new Workshop();
        var portal = await workshop.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunAsync(["demo", "load"], ct);
        var key = await portal.RunAsync(["keys", "create", "--name", "benchmark", "--scope", "parties:write"], ct);
        await using var receiver = await ReceiverAsync();
        await using (var running = await portal.StartAsync("/", ct, s_settings)) await AnnounceAsync(running.Address, key, receiver, ct);
        var number = Multiply(Path.Combine(portal.DataDirectory, "portal.db"));

        await using var serving = await portal.StartAsync("/", ct, s_settings);
        await Task.Delay(s_warmUp, ct);
        using var client = new Client(serving.Address);
        await client.SignInAsync(Worker, Password, ct);
        var (before, watch, waits) = (Volatile.Read(ref s_calls), Stopwatch.StartNew(), new List<double>());
        while (watch.Elapsed < s_measured)
        {
            var asked = watch.Elapsed;
            await client.GetAsync($"/deletion/{number}", ct);
            waits.Add((watch.Elapsed - asked).TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
        }

        new Figure($"parties told, {Requests} open requests of {Parties} each", "calls/s", (Volatile.Read(ref s_calls) - before) / watch.Elapsed.TotalSeconds).Print();
        new Figure("tracker of a request meanwhile, p50", "ms", Figure.Quantile(waits, 0.5)).Print();
        new Figure("tracker of a request meanwhile, p99", "ms", Figure.Quantile(waits, 0.99)).Print();
    }

    /// <summary>A party's receiver, which takes everything at once.</summary>
    private static async Task<WebApplication> ReceiverAsync()
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
            using var answer = await http.PutAsJsonAsync($"/api/v1/parties/bench-{i}", new { name = $"Party {i}", kind = "llm-provider", connector = new { type = "webhook", url = $"{receiver.Urls.First()}/{i}" } }, ct);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Copies a request of the demo that is in progress, and a task of it for each party, with the job that tells it.</summary>
    /// <returns>The number of one of the copies.</returns>
    private static string Multiply(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var (request, task) = (Copy(connection, "DeletionRequests", "\"State\" = 'InProgress'", "Id", "Number"), Copy(connection, "ErasureTasks", "\"Connector\" <> 'Internal'", "Id", "RequestId", "PartyId", "PartyName", "Connector", "State", "ToldAt", "AcknowledgedAt", "EndedAt", "Ground", "Until", "Note"));
        using var job = connection.CreateCommand();
        job.CommandText = """INSERT INTO "Outbox" ("Id", "Kind", "Payload", "CreatedAt", "DueAt", "DueSince", "Tries", "Fence") SELECT $id, 'erasure', $payload, "ConfirmedAt", "ConfirmedAt", "ConfirmedAt", 0, 0 FROM "DeletionRequests" WHERE "Id" = $request""";
        for (var r = 0; r < Requests; r++)
        {
            var (id, number) = (NewId(), Number(r));
            Run(request, ("Id", id), ("Number", number));
            for (var p = 0; p < Parties; p++)
            {
                var part = NewId();
                Run(task, ("Id", part), ("RequestId", id), ("PartyId", $"bench-{p}"), ("PartyName", $"Party {p}"), ("Connector", "Webhook"), ("State", "Pending"),
                    ("ToldAt", null), ("AcknowledgedAt", null), ("EndedAt", null), ("Ground", null), ("Until", null), ("Note", null));
                var payload = $$"""{"Task":"{{part.ToLowerInvariant()}}","Kind":"Requested","Round":1,"Reminder":0,"At":"2026-11-24T00:00:00+00:00"}""";
                Run(job, ("id", NewId()), ("payload", payload), ("request", id));
            }
        }

        transaction.Commit();
        return Number(Requests / 2);
    }

    private static string Number(int request) => string.Create(CultureInfo.InvariantCulture, $"DR-2099-{request:000000}");

    private static string NewId() => Guid.CreateVersion7().ToString().ToUpperInvariant();

    private static SqliteCommand Copy(SqliteConnection connection, string table, string where, params string[] changed)
    {
        using var columns = connection.CreateCommand();
        columns.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var names = new List<string>();
        using (var reader = columns.ExecuteReader()) while (reader.Read()) names.Add(reader.GetString(0));
        var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) SELECT {string.Join(", ", names.Select(n => changed.Contains(n, StringComparer.Ordinal) ? $"${n}" : $"\"{n}\""))} FROM \"{table}\" WHERE {where} ORDER BY rowid LIMIT 1";
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values) command.Parameters.AddWithValue($"${name}", value ?? DBNull.Value);
        if (command.ExecuteNonQuery() != 1) throw new InvalidOperationException("There was nothing to copy.");
    }
}
