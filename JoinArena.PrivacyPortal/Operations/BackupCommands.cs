using System.CommandLine;
using JoinArena.PrivacyPortal.Operations.Backups;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup(CommandFactory verb)
    {
        var file = new Argument<string>("FILE") { Description = "Where to; must not be there yet." };
        return verb(
            "backup",
            "Copies database and signing key into one file, while the portal serves. Whoever has the file has everything: keep it as safe as the portal.",
            (services, parsed, ct) =>
                TryAsync(async () =>
                {
                    await services.GetRequiredService<Backup>().WriteAsync(parsed.GetRequiredValue(file), ct);
                    Console.WriteLine($"The portal as it is now is in {parsed.GetRequiredValue(file)}.");
                }),
            file
        );
    }

    public static Command CreateRestore(CommandFactory verb)
    {
        var file = new Argument<string>("FILE") { Description = "As 'backup' made it." };
        var force = new Option<bool>("--force") { Description = "Also where a database is already." };
        return verb(
            "restore",
            "Puts a backup in place. The portal must not run.",
            (services, parsed, ct) =>
                TryAsync(async () =>
                {
                    foreach (
                        var aside in await services
                            .GetRequiredService<Backup>()
                            .RestoreAsync(parsed.GetRequiredValue(file), parsed.GetValue(force), ct)
                    )
                    {
                        Console.WriteLine($"What was here before is in {aside}.");
                    }

                    Console.WriteLine(
                        "Restored. When the portal starts, it checks that its ledger continues what it last signed."
                    );
                }),
            file,
            force
        );
    }

    private static async Task<int> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return CommandLine.Done;
        }
        catch (BackupException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return CommandLine.CheckFailed;
        }
    }
}
