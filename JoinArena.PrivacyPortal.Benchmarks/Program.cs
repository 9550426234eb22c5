using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks;

// Each verb measures beside its yardstick, in the same run on the same machine, and prints one JSON line a figure.
var root = new RootCommand("Measures the published portal against its yardsticks. Run it on an otherwise idle machine; the README says what the figures mean.");
Add("cold-start", "Start of the process to its first answer, against the blank Blazor template.", ColdStart.RunAsync);
Add("circuits", "Memory of an idle circuit on /my-data, against the template's counter page.", CircuitMemory.RunAsync);
Add("ingestion", "50,000 events in batches of 500 over HTTP, against a bare loop of prepared inserts of the same rows.", Ingestion.RunAsync);
Add("policy", "GET /policy by strangers, against Kestrel serving the same bytes as a static file.", PolicyPages.RunAsync);
return await root.Parse(args).InvokeAsync();

void Add(string verb, string about, Func<CancellationToken, Task> measure)
{
    var command = new Command(verb, about);
    command.SetAction((_, ct) => measure(ct));
    root.Subcommands.Add(command);
}
