using System.CommandLine;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.KeyProtection;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>The program's commands, each group from a class of its own.</summary>
internal sealed class PortalCommands(Func<string[], WebApplication> compose)
{
    /// <summary>The commands that may find no database.</summary>
    private static readonly string[] s_creating = ["migrate", "restore"];

    // A command's output is its answer, so only errors are logged, and on standard error.
    private static readonly string[] s_logging =
    [
        "--Logging:Console:LogLevel:Default=Error",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
        "--Logging:Console:FormatterOptions:SingleLine=true",
        // What a command does to roles, factors and keys is a security event, as it is in the portal.
        $"--Logging:Console:LogLevel:{typeof(SecurityLog).FullName}=Information",
    ];

    public void AddTo(RootCommand root)
    {
        root.Add(PolicyCommands.Create());
        root.Add(DeadlineCommands.Create());
        root.Add(HealthCommand.Create());
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
        var migrator = app.Services.GetRequiredService<Migrator>();
        var directory = app.Services.GetRequiredService<DataDirectory>();
        if (s_creating.Contains(name, StringComparer.Ordinal))
        {
            directory.EnsureWritable();
            return await action(app.Services, parsed, ct);
        }

        // From another folder, or without the portal's environment, a command would otherwise make an empty portal, work
        // on that, and report success.
        if (!await migrator.IsInitializedAsync(ct))
        {
            return Fail(
                $"There is no portal in '{directory.Path}' ({app.Services.GetRequiredService<DatabaseSettings>().Describe()}). "
                    + "Set Portal__DataDirectory, and ConnectionStrings__Portal if you use it, as for the portal itself. "
                    + "For a new portal, run 'migrate' first."
            );
        }

        directory.EnsureWritable();
        await migrator.MigrateAsync(ct);
        // A backup is made even if the key file is lost.
        if (name is not "backup")
            app.Services.GetRequiredService<MasterKeyRing>().Open();
        return await action(app.Services, parsed, ct);
    }

    private static async Task<int> MigrateAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        return CommandLine.Done;
    }
}
