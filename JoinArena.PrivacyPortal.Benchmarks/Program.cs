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
Command[] commands = [.. IntakeCommands.Create(), .. LedgerCommands.Create(), .. PageCommands.Create()];
foreach (var command in commands)
    root.Subcommands.Add(command);
return await root.Parse(args).InvokeAsync();
