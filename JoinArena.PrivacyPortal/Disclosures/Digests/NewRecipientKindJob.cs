using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Tells a worker, within minutes, that their data has met a kind of party for the first time.</summary>
public sealed class NewRecipientKindJob(
    IDbContextFactory<PortalDbContext> contexts,
    DigestEmails letters,
    IConfiguration configuration,
    TimeProvider clock
) : IBackgroundJob
{
    /// <summary>
    /// How long what comes together is gathered: an interview is handed to several within a minute, and that is one
    /// letter.
    /// </summary>
    public static readonly TimeSpan GatheringPeriod = TimeSpan.FromMinutes(5);

    private const int BatchSize = 200;

    public async Task RunAsync(CancellationToken ct)
    {
        if (!DigestConfiguration.IsEnabled(configuration))
            return;
        while (await DueAsync(ct) is { Count: > 0 } workers)
        {
            foreach (var worker in workers)
                await TellAsync(worker, ct);
        }
    }

    private async Task<List<string>> DueAsync(CancellationToken ct)
    {
        var before = clock.GetInstant() - GatheringPeriod;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Counting(db)
            .Where(k => k.At <= before)
            .OrderBy(k => k.At)
            .Select(k => k.WorkerId)
            .Take(BatchSize)
            .Distinct()
            .ToListAsync(ct);
    }

    // What was taken back meanwhile is not told of; should it happen after all, it is still new to them.
    private static IQueryable<RecipientKindSeen> Counting(PortalDbContext db)
    {
        var (shares, parties) = (db.WorkerPartyTotals, db.Parties);
        return db.RecipientKindsSeen.Where(k =>
            k.SettledAt == null
            && shares.Any(s => s.WorkerId == k.WorkerId && parties.Any(p => p.Id == s.PartyId && p.Kind == k.Kind))
        );
    }

    private async Task TellAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var met = await Counting(db).Where(k => k.WorkerId == workerId).ToListAsync(ct);
        if (met.Count == 0)
            return;

        var now = clock.GetInstant();
        foreach (var kind in met)
            kind.SettledAt = now;
        if (
            await DigestPreferenceService.GetPreferenceAsync(db, workerId, ct) is not DigestKind.None
            && await NewAsync(db, workerId, met, ct) is { Count: > 0 } news
        )
        {
            var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
            db.Notices.SendToWorker(worker, letters.Compose(worker, news), now);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            await write.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node has just told them; with this transaction goes this letter.
        }
    }

    private static async Task<List<NewRecipientKind>> NewAsync(
        PortalDbContext db,
        string workerId,
        List<RecipientKindSeen> met,
        CancellationToken ct
    )
    {
        List<PartyKind> kinds = met.ConvertAll(k => k.Kind);
        var parties = await (
            from share in db.WorkerPartyTotals
            join party in db.Parties on share.PartyId equals party.Id
            where share.WorkerId == workerId && kinds.Contains(party.Kind)
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
            .. met.OrderBy(k => k.Kind)
                .Select(k => (Met: k, Parties: parties.Where(p => p.Kind == k.Kind).ToList()))
                .Where(k => k.Parties.Count > 0)
                .Select(k => new NewRecipientKind(
                    k.Met.Kind,
                    k.Met.At,
                    !k.Parties.Exists(p => p.Received),
                    k.Parties.ConvertAll(p => p.Name)
                )),
        ];
    }
}
