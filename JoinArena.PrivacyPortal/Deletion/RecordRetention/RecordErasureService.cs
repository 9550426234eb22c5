using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.RecordRetention;

/// <summary>
/// Erases a request whose time is over: what was asked and why, the parties' parts, messages, notes, letters,
/// certificates, and what the ledger's leaves of it stand for. Left are
/// its figures and its number, neither of which says whose it was. All of it is one transaction.
/// </summary>
public sealed class RecordErasureService(RequestTransactions requests, DeadlineRules rules, TimeProvider clock)
{
    /// <summary>Requests whose last day was on that day or before, and that nothing keeps.</summary>
    internal static IQueryable<DeletionRequest> QueryDue(PortalDbContext db, DateOnly day)
    {
        var holds = db.LegalHolds.Where(h => h.LiftedAt == null);
        return db.DeletionRequests.Where(r =>
            r.EndedAt != null
            && r.KeptUntil <= day
            && !r.Tasks.Any(t => t.State == TaskState.Retained)
            && !holds.Any(h =>
                h.WorkerId == r.WorkerId && (h.PartyId == null || r.Tasks.Any(t => t.PartyId == h.PartyId))
            )
        );
    }

    /// <summary>Erases it if it is still due. Erased twice is erased once.</summary>
    public Task EraseAsync(Guid id, DateOnly day, CancellationToken ct) =>
        requests.ChangeAsync(id, (db, request) => EraseAsync(db, request, day, ct), ct);

    private async Task<bool> EraseAsync(PortalDbContext db, DeletionRequest request, DateOnly day, CancellationToken ct)
    {
        if (!await QueryDue(db, day).AnyAsync(r => r.Id == request.Id, ct))
            return false;

        // Its leaves have a place in the log by then; before that nothing of it is touched.
        var isLast = !await db.DeletionRequests.AnyAsync(r => r.WorkerId == request.WorkerId && r.Id != request.Id, ct);
        if (
            !await LedgerErasure.EraseRecordsAsync(
                db,
                request.WorkerId,
                record => IsOf(record, request.Number) || (isLast && IsOfHold(record)),
                ct
            )
        )
        {
            return false;
        }

        AddFigures(db, request);
        await EraseRowsAsync(db, request, isLast, ct);
        return true;
    }

    private void AddFigures(PortalDbContext db, DeletionRequest request)
    {
        // What was never confirmed counts nowhere.
        if (request.ConfirmedAt is null)
            return;
        var fared = RequestTiming.FromRequest(request);
        db.ErasedRequests.Add(
            new() { Number = request.Number, ErasedOn = DateOnly.FromDateTime(clock.GetInstant().UtcDateTime) }
        );
        db.RequestFigures.Add(
            new()
            {
                Year = fared.Year,
                State = fared.State,
                Days = fared.Days!.Value,
                IsOnTime = fared.IsOnTime(rules)!.Value,
                IsExtended = fared.IsExtended,
            }
        );
        db.AnswerFigures.AddRange(
            request
                .Tasks.Select(t => AnswerTiming.FromTask(request, t))
                .Where(a => a is { NotifiedAt: not null, EndedAt: not null })
                .Select(a => new AnswerFigure
                {
                    Year = a.Year,
                    PartyId = a.PartyId,
                    PartyName = a.PartyName,
                    Days = a.Days!.Value,
                    IsOnTime = a.IsOnTime(rules)!.Value,
                })
        );
    }

    private static async Task EraseRowsAsync(
        PortalDbContext db,
        DeletionRequest request,
        bool isLast,
        CancellationToken ct
    )
    {
        var (id, worker, page, desk) = (
            request.Id,
            request.WorkerId,
            $"/deletion/{request.Number}",
            RequestPaths.StaffPage(request.Number)
        );
        List<Guid> tasks = [.. request.Tasks.Select(t => t.Id)];
        await db.ConflictingAnswers.Where(a => tasks.Contains(a.TaskId)).ExecuteDeleteAsync(ct);
        await db.RefusalProposals.Where(p => p.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestMessages.Where(m => m.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestNotes.Where(n => n.RequestId == id).ExecuteDeleteAsync(ct);
        await db.DeletionCertificates.Where(c => c.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestEvents.Where(e => e.RequestId == id).ExecuteDeleteAsync(ct);
        await db.ErasureTasks.Where(t => t.RequestId == id).ExecuteDeleteAsync(ct);
        await db.DeletionRequests.Where(r => r.Id == id).ExecuteDeleteAsync(ct);
        await db.InboxMessages.Where(m => m.WorkerId == worker && m.Path == page).ExecuteDeleteAsync(ct);
        await db.Outbox.Where(m => m.About == desk || m.About!.StartsWith(desk + "#")).ExecuteDeleteAsync(ct);
        // That somebody looked stays; at which request does not.
        await db
            .AccessLogEntries.Where(v => v.Target == AccessTarget.Request && v.TargetId == request.Number)
            .ExecuteUpdateAsync(v => v.SetProperty(x => x.TargetId, (string?)null), ct);
        if (!isLast)
            return;
        await db.TrackingLinks.Where(l => l.WorkerId == worker).ExecuteDeleteAsync(ct);
        await db.LegalHolds.Where(h => h.WorkerId == worker && h.LiftedAt != null).ExecuteDeleteAsync(ct);
    }

    private static bool IsOf(JsonNode record, string number) =>
        Is(record["request"], number) || (Is(record["kind"], "staff-view") && Is(record["about"], number));

    private static bool IsOfHold(JsonNode record) =>
        Is(record["kind"], "hold-put") || Is(record["kind"], "hold-lifted");

    private static bool Is(JsonNode? value, string text) =>
        value is JsonValue found && found.TryGetValue<string>(out var said) && said == text;
}
