using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks;
using JoinArena.PrivacyPortal.Benchmarks.Intake;
using JoinArena.PrivacyPortal.Benchmarks.Ledger;

// Each verb measures beside its yardstick, in the same run on the same machine, and prints one JSON line a figure.
var root = new RootCommand(
    "Measures the published portal against its yardsticks. Run it on an otherwise idle machine; the README says what the figures mean."
);
Add(
    "cold-start",
    "Start of the process to its first answer, against the blank Blazor template.",
    ColdStartBenchmark.RunAsync
);
Add(
    "circuits",
    "Memory of an idle circuit on /my-data, against the template's counter page.",
    CircuitMemoryBenchmark.RunAsync
);
AddIntake(
    "ingestion",
    "50,000 events in batches of 500 and as a stream, against writing the same rows bare.",
    IngestionBenchmark.RunAsync
);
AddIntake(
    "single",
    "One event a request over 64 connections, against the same server answering 200 once it has read the body.",
    SingleEventBenchmark.RunAsync
);
Add(
    "policy",
    "GET /policy by strangers, against Kestrel serving the same bytes as a static file.",
    PolicyPageBenchmark.RunAsync
);
var entries = new Option<int>("--entries") { DefaultValueFactory = _ => 1_000_000, Description = "How many." };
var onPostgres = new Option<bool>("--postgres") { Description = "On a PostgreSQL of its own, instead of SQLite." };
var ledger = new Command(
    "ledger",
    "Entries put into the log, against SHA-256 of the same leaves; then proofs and tiles at that size."
)
{
    entries,
    onPostgres,
};
ledger.SetAction(
    (parsed, ct) => LedgerThroughputBenchmark.RunAsync(parsed.GetValue(entries), parsed.GetValue(onPostgres), ct)
);
root.Subcommands.Add(ledger);
var before = new Option<int>("--entries")
{
    DefaultValueFactory = _ => 0,
    Description = "How many are in the log before.",
};
var lag = new Command(
    "ledger-lag",
    "From the answer to an event until it stands under the served checkpoint, under load."
)
{
    before,
    onPostgres,
};
lag.SetAction(
    (parsed, ct) => LedgerLatencyBenchmark.RunAsync(parsed.GetValue(before), parsed.GetValue(onPostgres), ct)
);
root.Subcommands.Add(lag);
var disclosures = new Option<long>("--disclosures")
{
    DefaultValueFactory = _ => 1_000_000,
    Description = "How many the book holds.",
};
var postgres = new Option<string?>("--postgres")
{
    Description =
        "A PostgreSQL server on which databases may be made, as a connection string of a superuser; SQLite without it.",
};
AddSized(
    "pages",
    "The worker's pages in a small book and in a large one, for a worker with 50 disclosures and one with up to 100,000.",
    WorkerPagesBenchmark.RunAsync
);
AddSized("export", "An export of half the book: memory above idle, time to the first byte.", ExportBenchmark.RunAsync);
var latency = new Command(
    "latency",
    "From the answer to an event until the open page of its worker shows it; on PostgreSQL the page is open at another node."
)
{
    postgres,
};
latency.SetAction((parsed, ct) => LiveUpdateBenchmark.RunAsync(parsed.GetValue(postgres), ct));
root.Subcommands.Add(latency);
var emptyDatabase = new Option<string?>("--postgres")
{
    Description = "The connection string of an empty database of PostgreSQL, to measure there instead of on SQLite.",
};
var deletion = new Command(
    "deletion",
    "Parties told by signed calls, of 10,000 open requests of 20 parties each, and a tracker's page meanwhile."
)
{
    emptyDatabase,
};
deletion.SetAction((parsed, ct) => PartyNotificationBenchmark.RunAsync(parsed.GetValue(emptyDatabase), ct));
root.Subcommands.Add(deletion);
return await root.Parse(args).InvokeAsync();

void AddSized(string verb, string about, Func<long, string?, CancellationToken, Task> measure)
{
    var command = new Command(verb, about) { disclosures, postgres };
    command.SetAction((parsed, ct) => measure(parsed.GetValue(disclosures), parsed.GetValue(postgres), ct));
    root.Subcommands.Add(command);
}

void Add(string verb, string about, Func<CancellationToken, Task> measure)
{
    var command = new Command(verb, about);
    command.SetAction((_, ct) => measure(ct));
    root.Subcommands.Add(command);
}

void AddIntake(string verb, string about, Func<bool, int, CancellationToken, Task> measure)
{
    var rounds = new Option<int>("--rounds")
    {
        DefaultValueFactory = _ => 3,
        Description = "How often, each time beside the yardstick; the median counts.",
    };
    var ownServer = new Option<bool>("--postgres") { Description = "On a PostgreSQL of its own, instead of SQLite." };
    var command = new Command(verb, about) { ownServer, rounds };
    command.SetAction((parsed, ct) => measure(parsed.GetValue(ownServer), parsed.GetValue(rounds), ct));
    root.Subcommands.Add(command);
}
