using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Reads a worker's own requests.</summary>
public sealed class RequestQueries(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules)
{
    /// <summary>The worker's requests, newest first. Of one that is withheld only that it is there.</summary>
    public async Task<IReadOnlyList<RequestSummary>> ListAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .Where(r => r.WorkerId == workerId)
            .OrderByDescending(r => r.SubmittedAt)
            .ThenByDescending(r => r.Number)
            .ToListAsync(ct);
        var shown = requests.FindAll(r => r.WithheldSince is null);
        var nameOf = await ScopeName.FindAllAsync(db, workerId, shown.ConvertAll(r => r.Scope), ct);
        return requests.ConvertAll(r =>
            r.WithheldSince is null
                ? RequestSummary.FromRequest(r, nameOf(r.Scope), rules)
                : RequestSummary.FromWithheld(r, rules)
        );
    }

    /// <summary>
    /// One request, or null if the worker has none with that number. Of one that is withheld only that it is there.
    /// </summary>
    public async Task<TrackedRequest?> FindAsync(string workerId, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var which = db.DeletionRequests.Where(r => r.Number == number && r.WorkerId == workerId);
        var request = await FindTrackedAsync(db, which, rules, ct);
        if (request is null or { IsWithheld: true })
            return request?.Withhold();
        var filed = await FindFiledAsync(db, which, ct);
        return request with
        {
            Filed = filed,
            Events = [.. request.Events.Select(e => e with { Filed = FindFiled(filed, e)?.Kind })],
            Holds = await FindHoldsAsync(db, request, ct),
            MovedTo = await FindNewHomeAsync(db, request, ct),
            AskedProof = await FindAskedProofAsync(db, request, ct),
            ExtensionReason = await FindExtensionReasonAsync(db, request, ct),
        };
    }

    private static Task<List<FiledRemedy>> FindFiledAsync(
        PortalDbContext db,
        IQueryable<DeletionRequest> which,
        CancellationToken ct
    ) =>
        db
            .RemedyCases.Where(c => which.Any(r => r.Id == c.RequestId))
            .OrderByDescending(c => c.ReceivedAt)
            .Select(c => new FiledRemedy(c.Kind, c.ReceivedAt, c.IsAnswerDated, c.DueBy, c.Outcome))
            .ToListAsync(ct);

    // A complaint and its event have one instant. No other is filed before it is answered.
    private static FiledRemedy? FindFiled(List<FiledRemedy> newestFirst, TrackedEvent entry) =>
        entry.Kind is RequestEventKind.RemedyFiled or RequestEventKind.RemedyAnswered
            ? newestFirst.Find(f => f.ReceivedAt <= entry.At)
            : null;

    // The question is in the ledger only, and in the email that asked it.
    private static async Task<AskedProof?> FindAskedProofAsync(
        PortalDbContext db,
        TrackedRequest request,
        CancellationToken ct
    )
    {
        if (!request.IsIdentityAwaited || request.State is not RequestState.Confirmed)
            return null;
        var asked = request.Events.First(e => e.Kind is RequestEventKind.IdentityAsked);
        var isByTeam = asked.ActorKind is ActorKind.Officer;
        return new(
            isByTeam,
            isByTeam ? await db.ReadRecordedTextAsync(asked.Id, request.WorkerId, "reason", ct) : null
        );
    }

    // The reason, too, is in the ledger only, and in the email that gave it.
    private static async Task<string?> FindExtensionReasonAsync(
        PortalDbContext db,
        TrackedRequest request,
        CancellationToken ct
    ) =>
        request.FirstDueBy is not null
        && request.Events.FirstOrDefault(e => e.Kind is RequestEventKind.Extended) is { } extended
            ? await db.ReadRecordedTextAsync(extended.Id, request.WorkerId, "reason", ct)
            : null;

    /// <summary>The name of where the worker lives now; null if nothing has changed that could have changed the law.</summary>
    private async Task<string?> FindNewHomeAsync(PortalDbContext db, TrackedRequest request, CancellationToken ct)
    {
        if (!request.State.IsOpen || request.Jurisdiction is not { } then)
            return null;
        var now = await db.Workers.Where(w => w.Id == request.WorkerId).Select(w => w.Jurisdiction).SingleAsync(ct);
        return string.Equals(now, then, StringComparison.Ordinal) ? null : rules.FindPlaceName(now);
    }

    private static async Task<IReadOnlyList<TrackedHold>> FindHoldsAsync(
        PortalDbContext db,
        TrackedRequest request,
        CancellationToken ct
    )
    {
        if (request.ConfirmedAt is not { } since)
            return [];
        var holds = await (
            from hold in db.LegalHolds.AsNoTracking()
            where hold.WorkerId == request.WorkerId && hold.PlacedAt >= since
            join party in db.Parties on hold.PartyId equals party.Id into named
            from party in named.DefaultIfEmpty()
            select new { Hold = hold, Party = party!.Name }
        ).ToListAsync(ct);
        return
        [
            .. holds
                .Select(h => new TrackedHold(h.Hold.Id, h.Hold.PlacedAt, h.Party, false))
                .Concat(
                    holds
                        .Where(h => h.Hold.LiftedAt is not null)
                        .Select(h => new TrackedHold(
                            h.Hold.LiftLedgerEntryId!.Value,
                            h.Hold.LiftedAt!.Value,
                            h.Party,
                            true
                        ))
                ),
        ];
    }

    /// <summary>What the worker can choose from: only what some party holds.</summary>
    public async Task<ScopeChoices> FindScopeChoicesAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = await PartyHoldings.FindAsync(db, workerId, DeletionScope.Everything, ct);
        var interviewIds = held.SelectMany(h => h.Items)
            .Select(i => i.InterviewId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var interviews = await db
            .DataItems.Where(i => i.WorkerId == workerId && interviewIds.Contains(i.InterviewId!))
            .GroupBy(i => i.InterviewId!)
            .Select(InterviewSummary.FromItems)
            .ToListAsync(ct);
        var unnamed = interviewIds
            .Except(interviews.Select(i => i.Id), StringComparer.Ordinal)
            .Select(id => new InterviewSummary(id, null, null));
        var uncovered = await PartyHoldings.FindAsync(db, workerId, DeletionScope.Uncovered, ct);
        return new(
            held,
            uncovered.Count,
            [.. interviews.Concat(unnamed).OrderByDescending(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal)]
        );
    }

    internal static async Task<TrackedRequest?> FindTrackedAsync(
        PortalDbContext db,
        IQueryable<DeletionRequest> which,
        DeadlineRules rules,
        CancellationToken ct
    )
    {
        var request = await which
            .AsNoTracking()
            .Include(r => r.Tasks)
            .Include(r => r.Events)
            .AsSplitQuery()
            .SingleOrDefaultAsync(ct);
        if (request is null)
            return null;
        var name = await ScopeName.FindAsync(db, request.WorkerId, request.Scope, ct);
        var holds =
            request.State.IsOpen || request.State is RequestState.PartlyCompleted
                ? await db
                    .LegalHolds.AsNoTracking()
                    .Where(h => h.WorkerId == request.WorkerId && h.LiftedAt == null)
                    .ToListAsync(ct)
                : [];
        var tracked = TrackedRequest.FromRequest(request, name, holds, rules) with
        {
            Linked = await RequestReplacement.FindLinkedRequestsAsync(db, request, ct),
            Holders =
                request.State is RequestState.Confirmed
                    ? [.. (await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct)).Select(h => h.Name)]
                    : [],
            OtherHolders = request.EndedAt is null ? null : await OtherHolders.CountAsync(db, request, ct),
        };
        return await WithTrainingsAsync(db, tracked, ct);
    }

    private static async Task<TrackedRequest> WithTrainingsAsync(
        PortalDbContext db,
        TrackedRequest request,
        CancellationToken ct
    )
    {
        string[] training =
        [
            .. request
                .Tasks.Where(t => t.PartyKind is PartyKind.ModelTraining)
                .Select(t => t.PartyId)
                .Distinct(StringComparer.Ordinal),
        ];
        if (training.Length == 0)
            return request;
        var sets = (await TrainingDataSets.FindAsync(db, request.WorkerId, training, ct)).ToLookup(
            s => s.PartyId,
            StringComparer.Ordinal
        );
        return request with
        {
            Tasks =
            [
                .. request.Tasks.Select(t =>
                    sets[t.PartyId].Any() ? t with { TrainingDataSets = [.. sets[t.PartyId]] } : t
                ),
            ],
        };
    }
}
