using System.Text;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>What an event takes in the database once it has its place in the log: tables and indexes.</summary>
internal static class DatabaseSizeBenchmark
{
    private const int Batch = 500;

    /// <param name="events">How many events are reported.</param>
    /// <param name="postgres">True for PostgreSQL, false for SQLite.</param>
    /// <param name="keep">Where to leave a copy of the SQLite file; null for nowhere.</param>
    public static async Task RunAsync(int events, bool postgres, string? keep, CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        await using var database = await IntakeDatabase.CreateAsync(workspace, postgres, ct);
        var portal = await workspace.PublishPortalAsync(ct);
        Directory.CreateDirectory(portal.DataDirectory);
        await portal.RunCommandAsync(["migrate"], ct, database.Settings);
        var key = await portal.RunCommandAsync(
            ["keys", "create", "--name", "benchmark", "--scope", "workers:write", "parties:write", "disclosures:write"],
            ct,
            database.Settings
        );
        await using (var before = await portal.StartAsync("/", ct, database.Settings))
            await SampleEvents.AnnounceWorkersAndPartiesAsync(before.Address, key, ct);
        await database.AcceptPolicyAsync(ct);
        var empty = await database.MeasureAsync(ct);

        await using (var running = await portal.StartAsync("/", ct, database.Settings))
        {
            await ReportAsync(running.Address, key, events, ct);
            while (!await database.IsLogCurrentAsync(ct))
                await Task.Delay(200, ct);
        }

        var full = await database.MeasureAsync(ct);
        foreach (var (name, bytes) in full.OrderByDescending(part => part.Value))
        {
            var perEvent = (double)(bytes - empty.GetValueOrDefault(name)) / events;
            if (full.Count > 1 && perEvent >= 0.5)
                new BenchmarkResult($"{name}, {database.Name}", "bytes/event", perEvent).Print();
        }

        new BenchmarkResult(
            $"tables and indexes of {events} events, {database.Name}",
            "bytes/event",
            (double)(full.Values.Sum() - empty.Values.Sum()) / events
        ).Print();
        if (keep is not null && !postgres)
            File.Copy(Path.Combine(portal.DataDirectory, "portal.db"), keep, overwrite: true);
    }

    private static async Task ReportAsync(Uri site, string key, int events, CancellationToken ct)
    {
        using var connection = await KeepAliveConnection.OpenAsync(site, ct);
        var expected = Encoding.ASCII.GetBytes($"\"accepted\":{Batch},");
        for (var first = 0; first < events; first += Batch)
        {
            var body = SampleEvents.CreateBatch(first, Batch);
            var request = KeepAliveConnection.BuildPost(site, key, "application/cloudevents-batch+json", body);
            await connection.SendAsync(request, expected, ct);
        }
    }
}
