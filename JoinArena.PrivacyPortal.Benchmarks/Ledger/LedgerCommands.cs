using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Ledger;

/// <summary>The commands that measure the log.</summary>
internal static class LedgerCommands
{
    public static IEnumerable<Command> Create() =>
        [
            Create(
                "ledger",
                "Entries put into the log, against SHA-256 of the same leaves; then proofs and tiles of a log of that size.",
                new Option<int>("--entries")
                {
                    DefaultValueFactory = _ => 1_000_000,
                    Description = "How many entries.",
                },
                LedgerThroughputBenchmark.RunAsync
            ),
            Create(
                "ledger-lag",
                "From the answer to an event until the served checkpoint includes it, under load.",
                new Option<int>("--entries")
                {
                    DefaultValueFactory = _ => 0,
                    Description = "How many entries the log has at the start.",
                },
                LedgerLatencyBenchmark.RunAsync
            ),
        ];

    private static Command Create(
        string name,
        string description,
        Option<int> entries,
        Func<int, bool, CancellationToken, Task> measure
    )
    {
        var command = new Command(name, description) { entries, DatabaseOptions.OwnPostgres };
        command.SetAction(
            (parsed, ct) => measure(parsed.GetValue(entries), parsed.GetValue(DatabaseOptions.OwnPostgres), ct)
        );
        return command;
    }
}
