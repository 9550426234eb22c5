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

    /// <summary>Records that a backup was made now, if the database has this program's schema.</summary>
    public async Task RecordAsync(CancellationToken ct)
    {
        if (!await HasPlaceAsync(ct))
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Add(new MadeBackup { Id = Guid.CreateVersion7(), At = clock.GetInstant() });
        await db.SaveChangesAsync(ct);
    }

    // A backup is made of a database of any version, so before an upgrade too.
    private async Task<bool> HasPlaceAsync(CancellationToken ct)
    {
        try
        {
            return await migrator.IsCurrentAsync(ct);
        }
        catch (ConfigurationException)
        {
            // A newer program has changed it. The backup is made, and this program writes nothing that it does not know.
            return false;
        }
    }
}
