using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>
/// A worker's deletion requests, with what each party was asked and answered, in the export of their data. One that is
/// withheld is not in it: somebody else may be signed in, and must not read even that it is there.
/// </summary>
internal sealed class DeletionExport(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules) : IExportedList
{
    public string Name => "deletionRequests";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path switch
        {
            "state" when KebabCase.TryParse<RequestState>(code, out var state) => words.Describe(state),
            "scope" when KebabCase.TryParse<ScopeKind>(code, out var scope) => words.DescribeKind(scope),
            "channel" when KebabCase.TryParse<RequestChannel>(code, out var channel) => words.Name(channel),
            "parties/state" when KebabCase.TryParse<TaskState>(code, out var state) => words.Describe(state),
            "remedies/kind" when KebabCase.TryParse<RemedyKind>(code, out var kind) => words.Describe(kind),
            "remedies/outcome" when KebabCase.TryParse<RemedyOutcome>(code, out var outcome) => words.Describe(outcome),
            "messages/from" when KebabCase.TryParse<ActorKind>(code, out var author) => author is ActorKind.Worker
                ? words["You"]
                : words["JoinArena’s privacy team"],
            "messages/kind" when KebabCase.TryParse<MessageKind>(code, out var kind) => kind
            is MessageKind.ResidenceDispute
                ? words["You said that you lived elsewhere"]
                : "",
            "lawName" or "refusalGround" or "parties/ground" or "remedies/nextStep" => Translate(words, code),
            _ => null,
        };

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shown = db.DeletionRequests.Where(r => r.WorkerId == workerId && r.WithheldSince == null);
        var numbers = await shown
            .OrderBy(r => r.SubmittedAt)
            .ThenBy(r => r.Number)
            .Select(r => r.Number)
            .ToListAsync(ct);
        foreach (var number in numbers)
        {
            var request = await shown
                .AsNoTracking()
                .Include(r => r.Tasks)
                .Include(r => r.Events)
                .AsSplitQuery()
                .SingleOrDefaultAsync(r => r.Number == number, ct);
            // It may have been erased or withheld since the numbers were read.
            if (request is not null)
                yield return (await ReadAsync(db, request, ct)).ToJson();
        }
    }

    private async Task<ExportedRequest> ReadAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        new(request, rules)
        {
            ScopeName = await ScopeName.FindAsync(db, request.WorkerId, request.Scope, ct),
            Earlier = await db
                .DeletionRequests.Where(r => r.Id == request.LinkedToId && r.WithheldSince == null)
                .Select(r => r.Number)
                .SingleOrDefaultAsync(ct),
            Notes = await db
                .RequestNotes.AsNoTracking()
                .Where(n => n.RequestId == request.Id)
                .OrderBy(n => n.WrittenAt)
                .ThenBy(n => n.Id)
                .ToListAsync(ct),
            Messages = await db
                .RequestMessages.AsNoTracking()
                .Where(m => m.RequestId == request.Id)
                .OrderBy(m => m.SentAt)
                .ThenBy(m => m.Id)
                .ToListAsync(ct),
            Remedies = await db
                .RemedyCases.AsNoTracking()
                .Where(c => c.RequestId == request.Id)
                .OrderBy(c => c.ReceivedAt)
                .ToListAsync(ct),
            NewCopies = await db
                .Redisclosures.AsNoTracking()
                .Where(c => c.RequestId == request.Id)
                .OrderBy(c => c.SentAt)
                .ThenBy(c => c.DisclosureId)
                .ToListAsync(ct),
            Holds = await ReadHoldsAsync(db, request, ct),
            History = await ReadHistoryAsync(db, request, ct),
        };

    // Those that the page of the request shows: placed since the worker confirmed it, or in place while it can go on.
    private static async Task<IReadOnlyList<ExportedHold>> ReadHoldsAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        if (request.ConfirmedAt is not { } since)
            return [];
        var canGoOn = request.State.IsOpen || request.State is RequestState.PartlyCompleted;
        return await (
            from hold in db.LegalHolds.AsNoTracking()
            where hold.WorkerId == request.WorkerId
            where hold.PlacedAt >= since || (canGoOn && hold.LiftedAt == null)
            join party in db.Parties on hold.PartyId equals party.Id into named
            from party in named.DefaultIfEmpty()
            orderby hold.PlacedAt, hold.Id
            select new ExportedHold(hold, party!.Name)
        ).ToListAsync(ct);
    }

    // What happened, oldest first, without what only the team reads. Reasons that an email gave are in the ledger only.
    private static async Task<IReadOnlyList<ExportedStep>> ReadHistoryAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var steps = new List<ExportedStep>();
        foreach (var entry in TrackedEvent.ListNewestFirst(request).Reverse())
        {
            // Holds have a list of their own, which says what must be kept and why.
            if (entry.Kind.IsForTeam || entry.Kind is RequestEventKind.HoldPlaced or RequestEventKind.HoldLifted)
                continue;
            var isExplained =
                entry.Kind is RequestEventKind.Extended
                || entry is { Kind: RequestEventKind.IdentityAsked, ActorKind: ActorKind.Officer };
            var reason = isExplained ? await db.ReadRecordedTextAsync(entry.Id, request.WorkerId, "reason", ct) : null;
            steps.Add(new(entry, reason));
        }

        return steps;
    }

    // Files of laws say these in English, the key for translation.
    private static string Translate(IStringLocalizer<SharedResource> words, string sentence) => words[sentence];
}
