using System.CommandLine;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>The program's commands, each group from a class of its own.</summary>
internal sealed class PortalCommands(Func<string[], WebApplication> compose)
{
    // A command's output is its answer, so only errors are logged, and on standard error.
    private static readonly string[] s_logging =
    [
        "--Logging:Console:LogLevel:Default=Error",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    public void AddTo(RootCommand root)
    {
        root.Add(PolicyCommands.Create());
        root.Add(DeadlineCommands.Create());
        root.Add(
            CreateCommand(
                "migrate",
                "Creates the database, or brings it up to this version of the program.",
                MigrateAsync
            )
        );
        root.Add(KeyCommands.Create(CreateCommand));
        root.Add(StaffCommands.Create(CreateCommand));
        root.Add(WebhookCommands.Create(CreateCommand));
        root.Add(DisclosureCommands.Create(CreateCommand));
        root.Add(LedgerCommands.Create(CreateCommand));
        root.Add(BackupCommands.CreateBackup(CreateCommand));
        root.Add(BackupCommands.CreateRestore(CreateCommand));
        root.Add(DemoCommands.Create(CreateCommand));
    }

    private Command CreateCommand(
        string name,
        string description,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> action,
        params ReadOnlySpan<Symbol> symbols
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else if (symbol is Argument argument)
                command.Add(argument);
        }

        command.SetAction((parsed, ct) => RunAsync(name, action, parsed, ct));
        return command;
    }

    private async Task<int> RunAsync(
        string name,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> action,
        ParseResult parsed,
        CancellationToken ct
    )
    {
        await using var app = compose(s_logging);
        if (name is not ("migrate" or "restore"))
            await app.Services.GetRequiredService<Migrator>().MigrateAsync(ct);
        return await action(app.Services, parsed, ct);
    }

    private static async Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        return CommandLine.Done;
    }
}
