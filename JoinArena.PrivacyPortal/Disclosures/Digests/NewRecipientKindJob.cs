using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Notifies a worker, within minutes, that a kind of party has received or given their data for the first time.</summary>
public sealed class NewRecipientKindJob(
    IDbContextFactory<PortalDbContext> contexts,
    DigestEmails emails,
    IConfiguration configuration,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    /// <summary>
    /// How long disclosures are gathered into one update. An interview often goes to several parties within a minute.
    /// </summary>
    public static readonly TimeSpan GatheringPeriod = TimeSpan.FromMinutes(5);

    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!DigestConfiguration.IsEnabled(configuration))
            return;
        // A worker whose email fails stays due, and must not be listed again in this run.
        List<string> failed = [];
        while (await ListDueAsync(failed, ct) is { Count: > 0 } workers)
        {
            foreach (var worker in workers)
            {
                if (!await setAside.TryAsync<NewRecipientKindJob>(worker, () => SendAsync(worker, ct), ct))
                    failed.Add(worker);
            }
        }
    }

    private async Task<List<string>> ListDueAsync(List<string> without, CancellationToken ct)
    {
        var before = clock.GetInstant() - GatheringPeriod;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Unsettled(db)
            .Where(k => k.At <= before && !without.Contains(k.WorkerId))
            .OrderBy(k => k.At)
            .Select(k => k.WorkerId)
            .Take(BatchSize)
            .Distinct()
            .ToListAsync(ct);
    }

    // A kind whose disclosures were all retracted is left out. It stays unsettled, so it is new when it happens later.
    private static IQueryable<RecipientKindSeen> Unsettled(PortalDbContext db)
    {
        var totals = db.WorkerPartyTotals;
        var parties = db.Parties;
        return db.RecipientKindsSeen.Where(k =>
            k.SettledAt == null
            && totals.Any(s => s.WorkerId == k.WorkerId && parties.Any(p => p.Id == s.PartyId && p.Kind == k.Kind))
        );
    }

    private async Task SendAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var kinds = await Unsettled(db).Where(k => k.WorkerId == workerId).ToListAsync(ct);
        if (kinds.Count == 0)
            return;

        var now = clock.GetInstant();
        foreach (var kind in kinds)
            kind.SettledAt = now;
        if (
            await DigestPreferenceService.GetPreferenceAsync(db, workerId, ct) is not DigestKind.None
            && await ListNewAsync(db, workerId, kinds, ct) is { Count: > 0 } news
        )
        {
            var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
            db.Notices.SendToWorker(worker, emails.Compose(worker, news), now);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node has just notified them. This transaction with its email is rolled back.
        }
    }

    private static async Task<List<NewRecipientKind>> ListNewAsync(
        PortalDbContext db,
        string workerId,
        List<RecipientKindSeen> seen,
        CancellationToken ct
    )
    {
        List<PartyKind> kinds = seen.ConvertAll(k => k.Kind);
        var parties = await (
            from totals in db.WorkerPartyTotals
            join party in db.Parties on totals.PartyId equals party.Id
            where totals.WorkerId == workerId && kinds.Contains(party.Kind)
            orderby party.Name
            select new
            {
                party.Kind,
                party.Name,
                Received = db.Set<Holding>()
                    .Any(h => h.WorkerId == workerId && h.PartyId == party.Id && h.Direction == Direction.Disclosed),
            }
        ).ToListAsync(ct);
        return
        [
            .. seen.OrderBy(k => k.Kind)
                .Select(k => (Seen: k, Parties: parties.Where(p => p.Kind == k.Kind).ToList()))
                .Where(k => k.Parties.Count > 0)
                .Select(k => new NewRecipientKind(
                    k.Seen.Kind,
                    k.Seen.At,
                    !k.Parties.Exists(p => p.Received),
                    k.Parties.ConvertAll(p => p.Name)
                )),
        ];
    }
}
