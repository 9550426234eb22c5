using System.Data.Common;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>Remembers when backups were made, so that an operator is warned when they stop.</summary>
internal sealed class BackupHistory(IDbContextFactory<PortalDbContext> contexts, Migrator migrator, TimeProvider clock)
{
    public static StoredGauge Age { get; } =
        new(
            "joinarena.backup.age",
            "s",
            "How long ago a backup was last made with the command 'backup'. Missing until there was one.",
            async (db, now, ct) =>
                await db.Set<MadeBackup>().MaxAsync(b => (DateTimeOffset?)b.At, ct) is { } last
                    ? [new((now - last).TotalSeconds)]
                    : []
        );

    /// <summary>Records that a backup was made now.</summary>
    /// <returns>
    /// False if it cannot be recorded: the database has the schema of another version, or may only be read. The backup
    /// is good all the same.
    /// </returns>
    public async Task<bool> TryRecordAsync(CancellationToken ct)
    {
        try
        {
            if (!await migrator.IsCurrentAsync(ct))
                return false;
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Add(new MadeBackup { Id = Guid.CreateVersion7(), At = clock.GetInstant() });
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Exception fault) when (fault is ConfigurationException or DbException or DbUpdateException)
        {
            return false;
        }
    }
}
