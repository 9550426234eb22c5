using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks;
using JoinArena.PrivacyPortal.Benchmarks.Intake;
using JoinArena.PrivacyPortal.Benchmarks.Ledger;

// Each command measures the portal beside its baseline, in the same run on the same machine, and prints one JSON line a
// figure.
var root = new RootCommand(
    "Measures the published portal against its baselines. Run it while the machine does nothing else. "
        + "The README explains the figures."
);
Add(
    "cold-start",
    "From the start of the process to its first answer, against the blank Blazor template.",
    ColdStartBenchmark.RunAsync
);
Add(
    "circuits",
    "Memory of an idle circuit on /my-data, against the template's counter page.",
    CircuitMemoryBenchmark.RunAsync
);
AddIntake(
    "ingestion",
    "50,000 events in batches of 500 and as a stream, against writing the same rows without the portal.",
    IngestionBenchmark.RunAsync
);
AddIntake(
    "single",
    "One event a request over 64 connections, against the same server answering 200 after reading the body.",
    SingleEventBenchmark.RunAsync
);
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
var leak = new Command(
    "leak",
    "Memory in use after many circuits and requests, against after a tenth of them. Ends with 1 if it grew by more than a fifth."
)
{
    circuits,
    requests,
};
leak.SetAction((parsed, ct) => LeakBenchmark.RunAsync(parsed.GetValue(circuits), parsed.GetValue(requests), ct));
root.Subcommands.Add(leak);
var reported = new Option<int>("--events") { DefaultValueFactory = _ => 1_000_000, Description = "How many events." };
var ownDatabase = new Option<bool>("--postgres")
{
    Description = "Measures on a PostgreSQL server of its own instead of SQLite.",
};
var keep = new Option<string?>("--keep")
{
    Description = "Where to leave a copy of the SQLite file, for a closer look.",
};
var size = new Command("size", "Bytes that an event takes in the database, in tables and in indexes.")
{
    reported,
    ownDatabase,
    keep,
};
size.SetAction(
    (parsed, ct) =>
        DatabaseSizeBenchmark.RunAsync(
            parsed.GetValue(reported),
            parsed.GetValue(ownDatabase),
            parsed.GetValue(keep),
            ct
        )
);
root.Subcommands.Add(size);
Add(
    "policy",
    "GET /policy by visitors without a session, against Kestrel serving the same bytes as a static file.",
    PolicyPageBenchmark.RunAsync
);
var entries = new Option<int>("--entries") { DefaultValueFactory = _ => 1_000_000, Description = "How many entries." };
var onPostgres = new Option<bool>("--postgres")
{
    Description = "Measures on a PostgreSQL server of its own instead of SQLite.",
};
var ledger = new Command(
    "ledger",
    "Entries put into the log, against SHA-256 of the same leaves; then proofs and tiles of a log of that size."
)
{
    entries,
    onPostgres,
};
ledger.SetAction(
    (parsed, ct) => LedgerThroughputBenchmark.RunAsync(parsed.GetValue(entries), parsed.GetValue(onPostgres), ct)
);
root.Subcommands.Add(ledger);
var logSize = new Option<int>("--entries")
{
    DefaultValueFactory = _ => 0,
    Description = "How many entries the log has at the start.",
};
var ledgerLag = new Command(
    "ledger-lag",
    "From the answer to an event until the served checkpoint includes it, under load."
)
{
    logSize,
    onPostgres,
};
ledgerLag.SetAction(
    (parsed, ct) => LedgerLatencyBenchmark.RunAsync(parsed.GetValue(logSize), parsed.GetValue(onPostgres), ct)
);
root.Subcommands.Add(ledgerLag);
var disclosures = new Option<long>("--disclosures")
{
    DefaultValueFactory = _ => 1_000_000,
    Description = "How many disclosures the database has.",
};
var postgres = new Option<string?>("--postgres")
{
    Description =
        "The connection string of a superuser of a PostgreSQL server, on which databases are created. "
        + "Without it, SQLite is measured.",
};
AddSized(
    "pages",
    "The worker's pages with few disclosures in the database and with many, "
        + "for a worker with 50 disclosures and one with up to 100,000.",
    WorkerPagesBenchmark.RunAsync
);
AddSized(
    "export",
    "An export of half of all disclosures: memory above idle, time to the first byte.",
    ExportBenchmark.RunAsync
);
var latency = new Command(
    "latency",
    "From the answer to an event until the open page of its worker shows it. "
        + "On PostgreSQL the page is open on another node."
)
{
    postgres,
};
latency.SetAction((parsed, ct) => LiveUpdateBenchmark.RunAsync(parsed.GetValue(postgres), ct));
root.Subcommands.Add(latency);
var emptyDatabase = new Option<string?>("--postgres")
{
    Description = "The connection string of an empty PostgreSQL database. Without it, SQLite is measured.",
};
var openRequests = new Option<int>("--requests")
{
    Description = "How many open requests there are.",
    DefaultValueFactory = _ => 10_000,
};
var deletion = new Command(
    "deletion",
    "Parties notified by signed webhooks, with 10,000 open requests of 20 parties each, and a request's page meanwhile."
)
{
    openRequests,
    emptyDatabase,
};
deletion.SetAction(
    (parsed, ct) =>
        PartyNotificationBenchmark.RunAsync(parsed.GetValue(openRequests), parsed.GetValue(emptyDatabase), ct)
);
root.Subcommands.Add(deletion);
return await root.Parse(args).InvokeAsync();

void AddSized(string name, string description, Func<long, string?, CancellationToken, Task> measure)
{
    var command = new Command(name, description) { disclosures, postgres };
    command.SetAction((parsed, ct) => measure(parsed.GetValue(disclosures), parsed.GetValue(postgres), ct));
    root.Subcommands.Add(command);
}

void Add(string name, string description, Func<CancellationToken, Task> measure)
{
    var command = new Command(name, description);
    command.SetAction((_, ct) => measure(ct));
    root.Subcommands.Add(command);
}

void AddIntake(string name, string description, Func<bool, int, CancellationToken, Task> measure)
{
    var rounds = new Option<int>("--rounds")
    {
        DefaultValueFactory = _ => 3,
        Description = "How often to measure, each time beside the baseline. The median counts.",
    };
    var ownServer = new Option<bool>("--postgres")
    {
        Description = "Measures on a PostgreSQL server of its own instead of SQLite.",
    };
    var command = new Command(name, description) { ownServer, rounds };
    command.SetAction((parsed, ct) => measure(parsed.GetValue(ownServer), parsed.GetValue(rounds), ct));
    root.Subcommands.Add(command);
}
