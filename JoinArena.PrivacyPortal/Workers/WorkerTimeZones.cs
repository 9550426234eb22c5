using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// The time zone that a worker chose. It is kept with the worker, so that emails have it too, also after the account is
/// closed. What JoinArena announces later does not change it.
/// </summary>
internal sealed class WorkerTimeZones(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The zones to choose from: those that are named after a place, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Where(id => TimeZoneName.FindFault(id) is null)
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="zone">An IANA name that <see cref="TimeZoneName.FindFault"/> finds no fault with.</param>
    public async Task KeepAsync(string worker, string zone, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .Workers.Where(w => w.Id == worker)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.ChosenTimeZone, zone), ct);
        await write.CommitAsync(ct);
    }
}
