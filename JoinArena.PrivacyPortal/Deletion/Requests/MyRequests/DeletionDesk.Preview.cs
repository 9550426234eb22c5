using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <content>What would happen, before it does.</content>
public sealed partial class DeletionDesk
{
    /// <summary>Says what would happen, from the data as it is now.</summary>
    public async Task<Result<DeletionPreview, DeletionRefusal>> PreviewAsync(string workerId, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.DeletionRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Number == number && r.WorkerId == workerId, ct) is not { } request) return DeletionRefusal.NotFound;

        var (now, jurisdiction) = (clock.GetInstant(), await JurisdictionAsync(db, workerId, ct));
        var held = await Overlap.LookAsync(db, request, await HeldByParty.FindAsync(db, workerId, request.Scope, ct), ct);
        var linked = await Replacement.BesideAsync(db, request, ct);
        return new DeletionPreview(request.Number, request.State, request.Scope, held,
            rules.For(jurisdiction, await Replacement.ReceivedAsync(db, request, now, ct)), rules.Grounds(jurisdiction, GroundUse.Keeping),
            await db.LegalHolds.Where(h => h.WorkerId == workerId && h.LiftedAt == null).OrderBy(h => h.PutAt).Select(h => h.Words).ToListAsync(ct), options.CoolingOff)
        {
            At = now,
            Reason = request.Reason,
            ScopeName = await DeletionTracker.ScopeNameAsync(db, request, ct),
            Linked = linked.FirstOrDefault(l => !l.IsLater),
            Kept = await KeptAsync(db, workerId, held, DateOnly.FromDateTime(now.UtcDateTime), ct),
            Trainings = await TrainingSets.FindAsync(db, workerId, [.. held.Where(h => h.Kind is PartyKind.ModelTraining).Select(h => h.PartyId)], ct),
        };
    }

    /// <summary>What of this parties have said that they keep, in requests before.</summary>
    private async Task<IReadOnlyList<KeptByParty>> KeptAsync(PortalDbContext db, string workerId, IReadOnlyList<HeldByParty> held, DateOnly today, CancellationToken ct)
    {
        var kept = await db.DeletionRequests.AsNoTracking().Where(r => r.WorkerId == workerId).SelectMany(r => r.Tasks.Where(t => t.State == TaskState.Retained && t.Until >= today), (r, t) => new { r.Number, r.Jurisdiction, Task = t }).ToListAsync(ct);
        return [.. kept.Where(k => held.Any(h => h.PartyId == k.Task.PartyId && h.Items.Any(i => k.Task.Items.Exists(t => t.ItemId == i.ItemId))))
            .Select(k => new KeptByParty(k.Task.PartyName, k.Number, rules.Ground(k.Jurisdiction, k.Task.Ground), k.Task.Until!.Value)).OrderBy(k => k.PartyName, StringComparer.OrdinalIgnoreCase)];
    }
}
