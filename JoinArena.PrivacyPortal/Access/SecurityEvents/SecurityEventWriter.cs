using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Writes the waiting events by or about the privacy team to the audit trail. Those of workers are left to the log.
/// </summary>
internal sealed partial class SecurityEventWriter(
    IDbContextFactory<PortalDbContext> contexts,
    SecurityEventQueue queue,
    ILogger<SecurityEventWriter> log
) : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(2);

    private List<SecurityEvent> _unsaved = [];

    /// <summary>Stops, and writes what still waits.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        do
        {
            await TrySaveAsync();
        } while ((_unsaved = queue.Take(BatchSize)).Count > 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.WaitAsync(stoppingToken))
        {
            _unsaved = queue.Take(BatchSize);
            while (!await TrySaveAsync())
                await Task.Delay(s_retryAfter, stoppingToken);
            _unsaved = [];
        }
    }

    // Not cancelled by a stop: a batch is small, and one that was cut off would be written twice.
    private async Task<bool> TrySaveAsync()
    {
        try
        {
            await SaveAsync(_unsaved, CancellationToken.None);
            return true;
        }
        catch (Exception fault)
        {
            WarnAboutUnsaved(fault, _unsaved.Count);
            return false;
        }
    }

    private async Task SaveAsync(List<SecurityEvent> events, CancellationToken ct)
    {
        List<Guid> accounts = [.. events.SelectMany(e => new[] { e.ActorId, e.SubjectId }).OfType<Guid>().Distinct()];
        if (accounts.Count == 0)
            return;
        List<string> roles = [.. Roles.StaffRoles];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var staffRoles = db.Set<IdentityRole<Guid>>().Where(r => roles.Contains(r.Name!)).Select(r => r.Id);
        var team = (
            await db.Set<IdentityUserRole<Guid>>()
                .Where(r => accounts.Contains(r.UserId) && staffRoles.Contains(r.RoleId))
                .Select(r => r.UserId)
                .ToListAsync(ct)
        ).ToHashSet();
        var kept = events.Where(e =>
            (e.ActorId is { } actor && team.Contains(actor)) || (e.SubjectId is { } subject && team.Contains(subject))
        );
        db.SecurityEvents.AddRange(kept);
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "{Count} security events could not be written to the audit trail; the log has them."
    )]
    private partial void WarnAboutUnsaved(Exception fault, int count);
}
