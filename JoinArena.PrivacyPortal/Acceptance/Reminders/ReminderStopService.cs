using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// Stops the reminders about one version without a sign-in, by a link in each of them (RFC 8058). The link does nothing
/// else and shows no data.
/// </summary>
public sealed class ReminderStopService(IDbContextFactory<PortalDbContext> contexts, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("acceptance/reminders/stop");

    /// <summary>The path that stops the reminders about a version to a worker.</summary>
    public string CreatePath(string workerId, string version) =>
        $"/reminders/stop/{_protector.Protect($"{version}\n{workerId}")}";

    /// <summary>The version of a link, or null if the portal did not make the link.</summary>
    public string? FindVersion(string link) => Open(link)?.Version;

    /// <summary>Stops the reminders. A repeat changes nothing.</summary>
    /// <returns>Whether the portal made the link, and still knows the worker.</returns>
    public async Task<bool> StopAsync(string link, CancellationToken ct)
    {
        if (Open(link) is not { } target)
            return false;
        // An email program and the page may do it at the same time, or a reminder is just being sent.
        return await WriteRetry.RunAsync(() => SaveAsync(target, ct));
    }

    private async Task<bool> SaveAsync(Target target, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.Workers.AnyAsync(w => w.Id == target.WorkerId, ct))
            return false;
        var reminder =
            await db.AcceptanceReminders.SingleOrDefaultAsync(
                r => r.WorkerId == target.WorkerId && r.Version == target.Version,
                ct
            ) ?? db.AcceptanceReminders.Add(new() { WorkerId = target.WorkerId, Version = target.Version }).Entity;
        reminder.Stop();
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return true;
    }

    private Target? Open(string link)
    {
        try
        {
            return _protector.Unprotect(link).Split('\n', 2) is [var version, var worker] ? new(worker, version) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Target(string WorkerId, string Version);
}
