using System.CommandLine;
using System.Globalization;
using JoinArena.PrivacyPortal.Operations.Backups;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class BackupCommands
{
    public static Command CreateBackup(CommandFactory command)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write. It must not exist yet." };
        return command(
            "backup",
            "Copies the database and every key file into one file while the portal runs. "
                + "The file holds all personal data and the private keys: keep it as safe as the portal itself.",
            (services, parsed, ct) => TryAsync(WriteAsync(services, parsed.GetRequiredValue(file), ct)),
            file
        );
    }

    public static Command CreateRestore(CommandFactory command)
    {
        var file = new Argument<string>("FILE") { Description = "A file written by 'backup'." };
        var force = new Option<bool>("--force") { Description = "Restore even if there is already a database." };
        return command(
            "restore",
            "Restores a backup. Stop the portal first.",
            (services, parsed, ct) =>
                TryAsync(RestoreAsync(services, parsed.GetRequiredValue(file), parsed.GetValue(force), ct)),
            file,
            force
        );
    }

    private static async Task WriteAsync(IServiceProvider services, string file, CancellationToken ct)
    {
        var report = await services.GetRequiredService<Backup>().WriteAsync(file, ct);
        var entries = Counted(report.LedgerEntries, "ledger entry", "ledger entries");
        Print(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The backup of {report.Folder} ({report.Database}) is in {file}: {entries}, "
                    + $"{report.Bytes} bytes, with {string.Join(", ", report.Parts)}. It was read back and is complete."
            )
        );
        if (!await services.GetRequiredService<BackupHistory>().TryRecordAsync(ct))
            Print("It could not be recorded in the database, so joinarena_backup_age_seconds does not count it.");
    }

    private static async Task RestoreAsync(IServiceProvider services, string file, bool force, CancellationToken ct)
    {
        foreach (var aside in await services.GetRequiredService<Backup>().RestoreAsync(file, force, ct))
            Print($"The earlier file was moved to {aside}.");
        Print(
            "Restored. When the portal starts, it checks that the ledger continues the checkpoint that was last signed."
        );
    }

    private static async Task<int> TryAsync(Task work)
    {
        try
        {
            await work;
            return CommandLine.Done;
        }
        catch (BackupException problem)
        {
            return Fail(problem.Message);
        }
    }
}
