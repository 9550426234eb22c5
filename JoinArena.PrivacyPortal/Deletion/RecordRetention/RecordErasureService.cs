using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.RecordRetention;

/// <summary>
/// Erases the record of a request when its retention period has ended: the request, its tasks, messages, notes,
/// emails and certificates, and the records that the ledger commits to. Its statistics and its number remain; they
/// don't say whose request it was. All of it is one transaction.
/// </summary>
public sealed class RecordErasureService(RequestTransactions requests, DeadlineRules rules, TimeProvider clock)
{
    /// <summary>
    /// The requests whose record may be erased: kept until that day or an earlier one, with no legal hold, no party that
    /// still keeps data, and no complaint or appeal that waits for an answer.
    /// </summary>
    internal static IQueryable<DeletionRequest> QueryDue(PortalDbContext db, DateOnly day)
    {
        var holds = db.LegalHolds.Where(h => h.LiftedAt == null);
        var remedies = db.RemedyCases.Where(c => c.AnsweredAt == null);
        return db.DeletionRequests.Where(r =>
            r.EndedAt != null
            && r.KeptUntil <= day
            && !remedies.Any(c => c.RequestId == r.Id)
            && !r.Tasks.Any(t => t.State == TaskState.Retained)
            && !holds.Any(h =>
                h.WorkerId == r.WorkerId && (h.PartyId == null || r.Tasks.Any(t => t.PartyId == h.PartyId))
            )
        );
    }

    /// <summary>Erases the record if it is still due. Has no effect if the record is already erased.</summary>
    public Task EraseAsync(Guid id, DateOnly day, CancellationToken ct) =>
        requests.ChangeAsync(id, (db, request) => EraseAsync(db, request, day, ct), ct);

    private async Task<bool> EraseAsync(PortalDbContext db, DeletionRequest request, DateOnly day, CancellationToken ct)
    {
        if (!await QueryDue(db, day).AnyAsync(r => r.Id == request.Id, ct))
            return false;

        var isLast = !await db.DeletionRequests.AnyAsync(r => r.WorkerId == request.WorkerId && r.Id != request.Id, ct);
        // False until all of the records are in the published log. Until then nothing is erased.
        var areRecordsErased = await LedgerErasure.EraseRecordsAsync(
            db,
            request.WorkerId,
            record => IsAbout(record, request.Number) || (isLast && IsAboutLegalHold(record)),
            ct
        );
        if (!areRecordsErased)
            return false;

        // Requests that were never confirmed are in no statistics.
        if (request.ConfirmedAt is not null)
            AddFigures(db, request);
        await EraseRowsAsync(db, request, ct);
        if (isLast)
            await EraseRowsOfWorkerAsync(db, request.WorkerId, ct);
        return true;
    }

    private void AddFigures(PortalDbContext db, DeletionRequest request)
    {
        db.ErasedRequests.Add(
            new() { Number = request.Number, ErasedOn = DateOnly.FromDateTime(clock.GetInstant().UtcDateTime) }
        );
        var timing = RequestTiming.FromRequest(request);
        db.RequestFigures.Add(
            new()
            {
                Year = timing.Year,
                Place = timing.Place,
                Channel = request.Channel,
                Outcome = DropOutcomes.Find(
                    request.State,
                    request.HadNothing,
                    request.Tasks.Any(t => t.State is TaskState.Erased)
                ),
                State = timing.State,
                Days = timing.Days!.Value,
                IsOnTime = timing.IsOnTime(rules)!.Value,
                IsExtended = timing.IsExtended,
            }
        );
        var answers = request
            .Tasks.Select(t => AnswerTiming.FromTask(request, t))
            .Where(a => a is { NotifiedAt: not null, EndedAt: not null });
        db.AnswerFigures.AddRange(answers.Select(ToFigure));
    }

    private AnswerFigure ToFigure(AnswerTiming answer) =>
        new()
        {
            Year = answer.Year,
            PartyId = answer.PartyId,
            PartyName = answer.PartyName,
            Days = answer.Days!.Value,
            IsOnTime = answer.IsOnTime(rules)!.Value,
        };

    private static async Task EraseRowsAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var id = request.Id;
        List<Guid> taskIds = [.. request.Tasks.Select(t => t.Id)];
        await db.ConflictingAnswers.Where(a => taskIds.Contains(a.TaskId)).ExecuteDeleteAsync(ct);
        await db.RefusalProposals.Where(p => p.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RemedyCases.Where(c => c.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestMessages.Where(m => m.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestNotes.Where(n => n.RequestId == id).ExecuteDeleteAsync(ct);
        await db.DeletionCertificates.Where(c => c.RequestId == id).ExecuteDeleteAsync(ct);
        await db.RequestEvents.Where(e => e.RequestId == id).ExecuteDeleteAsync(ct);
        await db.ErasureTasks.Where(t => t.RequestId == id).ExecuteDeleteAsync(ct);
        await db.DeletionRequests.Where(r => r.Id == id).ExecuteDeleteAsync(ct);

        var workerId = request.WorkerId;
        var workerPath = RequestPaths.WorkerPage(request.Number);
        await db.InboxMessages.Where(m => m.WorkerId == workerId && m.Path == workerPath).ExecuteDeleteAsync(ct);
        var staffPath = RequestPaths.StaffPage(request.Number);
        await db.Outbox.Where(m => m.About == staffPath || m.About!.StartsWith(staffPath + "#")).ExecuteDeleteAsync(ct);
        // The access log keeps that a member of staff viewed a request, but not which one.
        await db
            .AccessLogEntries.Where(v => v.Target == AccessTarget.Request && v.TargetId == request.Number)
            .ExecuteUpdateAsync(v => v.SetProperty(x => x.TargetId, (string?)null), ct);
    }

    private static async Task EraseRowsOfWorkerAsync(PortalDbContext db, string workerId, CancellationToken ct)
    {
        await db.TrackingLinks.Where(l => l.WorkerId == workerId).ExecuteDeleteAsync(ct);
        await db.LegalHolds.Where(h => h.WorkerId == workerId && h.LiftedAt != null).ExecuteDeleteAsync(ct);
    }

    private static bool IsAbout(JsonNode record, string number) =>
        HasText(record["request"], number)
        || (HasText(record["kind"], "staff-view") && HasText(record["about"], number));

    private static bool IsAboutLegalHold(JsonNode record) =>
        HasText(record["kind"], "hold-put") || HasText(record["kind"], "hold-lifted");

    private static bool HasText(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue<string>(out var found) && found == text;
}
