using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>The commands that measure the start, the memory and the pages of the portal.</summary>
internal static class PageCommands
{
    public static IEnumerable<Command> Create() =>
        [
            Create(
                "cold-start",
                "From the start of the process to its first answer, against the blank Blazor template.",
                ColdStartBenchmark.RunAsync
            ),
            Create(
                "circuits",
                "Memory of an idle circuit on /my-data, against the template's counter page.",
                CircuitMemoryBenchmark.RunAsync
            ),
            CreateLeak(),
            Create(
                "policy",
                "GET /policy by visitors without a session, against Kestrel serving the same bytes as a static file.",
                PolicyPageBenchmark.RunAsync
            ),
            CreateSized(
                "pages",
                "The worker's pages with few disclosures in the database and with many, "
                    + "for a worker with 50 disclosures and one with up to 100,000.",
                WorkerPagesBenchmark.RunAsync
            ),
            CreateSized(
                "export",
                "An export of half of all disclosures: memory above idle, time to the first byte.",
                ExportBenchmark.RunAsync
            ),
            CreateLatency(),
        ];

    private static Command Create(string name, string description, Func<CancellationToken, Task> measure)
    {
        var command = new Command(name, description);
        command.SetAction((_, ct) => measure(ct));
        return command;
    }

    private static Command CreateLeak()
    {
        var circuits = new Option<int>("--circuits")
        {
            DefaultValueFactory = _ => 10_000,
            Description = "How many circuits are opened and closed.",
        };
        var requests = new Option<int>("--requests")
        {
            DefaultValueFactory = _ => 100_000,
            Description = "How many pages are requested.",
        };
        var command = new Command(
            "leak",
            "Memory in use after many circuits and requests, against after a tenth of them. "
                + "Ends with 1 if it grew by more than a fifth."
        )
        {
            circuits,
            requests,
        };
        command.SetAction(
            (parsed, ct) => LeakBenchmark.RunAsync(parsed.GetValue(circuits), parsed.GetValue(requests), ct)
        );
        return command;
    }

    private static Command CreateSized(
        string name,
        string description,
        Func<long, string?, CancellationToken, Task> measure
    )
    {
        var disclosures = new Option<long>("--disclosures")
        {
            DefaultValueFactory = _ => 1_000_000,
            Description = "How many disclosures the database has.",
        };
        var command = new Command(name, description) { disclosures, DatabaseOptions.PostgresServer };
        command.SetAction(
            (parsed, ct) => measure(parsed.GetValue(disclosures), parsed.GetValue(DatabaseOptions.PostgresServer), ct)
        );
        return command;
    }

    private static Command CreateLatency()
    {
        var command = new Command(
            "latency",
            "From the answer to an event until the open page of its worker shows it. "
                + "On PostgreSQL the page is open on another node."
        )
        {
            DatabaseOptions.PostgresServer,
        };
        command.SetAction(
            (parsed, ct) => LiveUpdateBenchmark.RunAsync(parsed.GetValue(DatabaseOptions.PostgresServer), ct)
        );
        return command;
    }
}
