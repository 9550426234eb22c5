using System.CommandLine;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>The commands that measure the intake of events and the calls to parties.</summary>
internal static class IntakeCommands
{
    public static IEnumerable<Command> Create() =>
        [
            CreateIntake(
                "ingestion",
                "50,000 events in batches of 500 and as a stream, against writing the same rows without the portal.",
                IngestionBenchmark.RunAsync
            ),
            CreateIntake(
                "single",
                "One event a request over 64 connections, against the same server answering 200 after reading the body.",
                SingleEventBenchmark.RunAsync
            ),
            CreateSize(),
            CreateDeletion(),
        ];

    private static Command CreateIntake(
        string name,
        string description,
        Func<bool, int, CancellationToken, Task> measure
    )
    {
        var rounds = new Option<int>("--rounds")
        {
            DefaultValueFactory = _ => 3,
            Description = "How often to measure, each time beside the baseline. The median counts.",
        };
        var command = new Command(name, description) { DatabaseOptions.OwnPostgres, rounds };
        command.SetAction(
            (parsed, ct) => measure(parsed.GetValue(DatabaseOptions.OwnPostgres), parsed.GetValue(rounds), ct)
        );
        return command;
    }

    private static Command CreateSize()
    {
        var events = new Option<int>("--events")
        {
            DefaultValueFactory = _ => 1_000_000,
            Description = "How many events.",
        };
        var keep = new Option<string?>("--keep")
        {
            Description = "Where to leave a copy of the SQLite file, for a closer look.",
        };
        var command = new Command("size", "Bytes that an event takes in the database, in tables and in indexes.")
        {
            events,
            DatabaseOptions.OwnPostgres,
            keep,
        };
        command.SetAction(
            (parsed, ct) =>
                DatabaseSizeBenchmark.RunAsync(
                    parsed.GetValue(events),
                    parsed.GetValue(DatabaseOptions.OwnPostgres),
                    parsed.GetValue(keep),
                    ct
                )
        );
        return command;
    }

    private static Command CreateDeletion()
    {
        var requests = new Option<int>("--requests")
        {
            Description = "How many open requests there are.",
            DefaultValueFactory = _ => 10_000,
        };
        var command = new Command(
            "deletion",
            "Parties notified by signed webhooks, with 10,000 open requests of 20 parties each, and a request's page "
                + "meanwhile."
        )
        {
            requests,
            DatabaseOptions.PostgresDatabase,
        };
        command.SetAction(
            (parsed, ct) =>
                PartyNotificationBenchmark.RunAsync(
                    parsed.GetValue(requests),
                    parsed.GetValue(DatabaseOptions.PostgresDatabase),
                    ct
                )
        );
        return command;
    }
}
