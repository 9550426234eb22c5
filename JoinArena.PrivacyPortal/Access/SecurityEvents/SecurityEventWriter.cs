using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Writes the waiting events by or about the privacy team, and those about API keys, to the audit trail. Those of workers
/// are left to the log.
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
            if (await TrySaveAsync(_unsaved) is { } outage)
            {
                WarnAboutLost(outage, _unsaved.Count + queue.Take(int.MaxValue).Count);
                return;
            }
        } while ((_unsaved = queue.Take(BatchSize)).Count > 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await queue.WaitAsync(stoppingToken))
        {
            _unsaved = queue.Take(BatchSize);
            while (await TrySaveAsync(_unsaved) is { } outage)
            {
                WarnAboutOutage(outage, _unsaved.Count);
                await Task.Delay(s_retryAfter, stoppingToken);
            }

            _unsaved = [];
        }
    }

    /// <returns>Why the database does not work; null if all are saved that it takes.</returns>
    private async Task<Exception?> TrySaveAsync(List<SecurityEvent> events)
    {
        try
        {
            // Not cancelled by a stop, so that the batch is written before the process ends.
            await SaveAsync(events, CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (DatabaseOutage.Find(fault) is not null)
        {
            return fault;
        }
        catch (Exception) when (events.Count > 1)
        {
            // One that the database refuses does not keep the others out.
            foreach (var each in events)
            {
                if (await TrySaveAsync([each]) is { } outage)
                    return outage;
            }

            return null;
        }
        catch (Exception fault)
        {
            WarnAboutLost(fault, events.Count);
            return null;
        }
    }

    private async Task SaveAsync(List<SecurityEvent> events, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var team = await FindTeamAsync(db, events, ct);
        List<SecurityEvent> kept =
        [
            .. events.Where(e =>
                e is { Kind: SecurityEventKind.KeyMisused, SubjectId: not null }
                || (e.ActorId is { } actor && team.Contains(actor))
                || (e.SubjectId is { } subject && team.Contains(subject))
            ),
        ];
        if (kept.Count == 0)
            return;
        // Some are there already if an earlier try was saved and its answer was lost.
        List<Guid> ids = [.. kept.Select(e => e.Id)];
        var saved = (
            await db.SecurityEvents.Where(e => ids.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct)
        ).ToHashSet();
        db.SecurityEvents.AddRange(kept.Where(e => !saved.Contains(e.Id)));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Which of the accounts of these events are the team's.</summary>
    private static async Task<HashSet<Guid>> FindTeamAsync(
        PortalDbContext db,
        List<SecurityEvent> events,
        CancellationToken ct
    )
    {
        List<Guid> accounts = [.. events.SelectMany(e => new[] { e.ActorId, e.SubjectId }).OfType<Guid>().Distinct()];
        if (accounts.Count == 0)
            return [];
        List<string> roles = [.. Roles.StaffRoles];
        var staffRoles = db.Set<IdentityRole<Guid>>().Where(r => roles.Contains(r.Name!)).Select(r => r.Id);
        var team = await db.Set<IdentityUserRole<Guid>>()
            .Where(r => accounts.Contains(r.UserId) && staffRoles.Contains(r.RoleId))
            .Select(r => r.UserId)
            .ToListAsync(ct);
        return [.. team];
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "{Count} security events could not be written to the audit trail; the log has them."
    )]
    private partial void WarnAboutLost(Exception fault, int count);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "{Count} security events wait for the audit trail, because the database does not work. They are tried again."
    )]
    private partial void WarnAboutOutage(Exception fault, int count);
}
