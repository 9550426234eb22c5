using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// Emails the team about deadlines that are near, and the administrators too about those that have passed. It finds
/// them in the requests themselves, so a missed run loses nothing. There is one alert for each stage of each deadline,
/// and one email for all alerts of a stage that are due together.
/// </summary>
public sealed class DeadlineAlertJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    DeadlineAlertEmails emails,
    TimeProvider clock,
    SetAsideRows setAside
) : IBackgroundJob
{
    private const int BatchSize = 100;

    private readonly AlertStages _stages = new(rules);

    public async Task RunAsync(CancellationToken ct)
    {
        // A request whose alert fails stays due, and must not be found again in this run.
        var failed = new HashSet<Guid>();
        for (var found = BatchSize; found == BatchSize; )
            found = await SendAlertsAsync(failed, ct);
    }

    private async Task<int> SendAlertsAsync(HashSet<Guid> failed, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var due = await FindDueAsync(failed, now, ct);
        if (due.Count > 0 && !await TrySendAlertsAsync(due, due.Count == 1, now, ct))
        {
            // One of them spoils the others. Each alone, it is the only one that is set aside.
            foreach (var id in due)
            {
                if (!await TrySendAlertsAsync([id], isAlone: true, now, ct))
                    failed.Add(id);
            }
        }

        // What another node has alerted to in the meantime is not found again, so this ends.
        return due.Count;
    }

    private async Task<bool> TrySendAlertsAsync(List<Guid> due, bool isAlone, DateTimeOffset now, CancellationToken ct)
    {
        if (isAlone)
            return await setAside.TryAsync<DeadlineAlertJob>(due[0].ToString(), SendAsync, ct);
        try
        {
            await SendAsync();
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Tried again one by one, and then shown.
            return false;
        }

        Task SendAsync() => requests.RunAsync(transaction => SendAlertsAsync(transaction, due, now, ct), ct);
    }

    private async Task<int> SendAlertsAsync(
        RequestTransaction transaction,
        IReadOnlyCollection<Guid> due,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var db = transaction.Db;
        var loaded = await transaction.LoadAllAsync(due, ct);
        var unacknowledged = await (await CaseworkQueries.QueryUnacknowledgedAsync(db, ct))
            .Where(r => due.Contains(r.Id))
            .Select(r => r.Id)
            .ToHashSetAsync(ct);
        var officers = await db.GetAddressesAsync([Roles.Officer], ct);
        var administrators = await db.GetAddressesAsync([Roles.Administrator], ct);
        var alerts = new List<DeadlineAlert>();
        foreach (var request in loaded)
        {
            var deadlines = AlertedDeadlines.FromRequest(request);
            if (_stages.FindAnswerStage(deadlines, now) is { } stage)
            {
                var subject = _stages.IsPaused(deadlines) ? AlertSubject.Proof : AlertSubject.Answer;
                var day = _stages.GetAlertedDay(deadlines);
                if (subject is AlertSubject.Proof)
                    request.MarkTeamAlertedOfProof(stage, day, now);
                else
                    request.MarkTeamAlerted(stage, day, now);
                alerts.Add(new(request, subject, stage, day));
            }

            if (_stages.FindRefusalStage(deadlines, now) is { } refusal)
            {
                request.MarkTeamAlertedOfRefusal(refusal, now);
                alerts.Add(new(request, AlertSubject.Refusal, refusal, request.RefuseBy!.Value));
            }

            var isUnacknowledged = unacknowledged.Contains(request.Id);
            if (_stages.FindReceiptStage(deadlines, isUnacknowledged, now) is not { } receipt)
                continue;
            request.MarkTeamAlertedOfAcknowledgement(receipt, now);
            alerts.Add(new(request, AlertSubject.Receipt, receipt, request.AcknowledgeBy!.Value));
        }

        emails.SendAlerts(db, alerts, officers, administrators, now);
        await transaction.CommitAsync(ct);
        return alerts.Count;
    }

    private async Task<List<Guid>> FindDueAsync(HashSet<Guid> without, DateTimeOffset now, CancellationToken ct)
    {
        // The authority's day is at most one day before or after the day in UTC.
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(DeadlineStages.FirstStageDays + 1);
        var askedBefore = now.AddMonths(-1).AddDays(DeadlineStages.FirstStageDays + 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = db.DeletionRequests.Where(r =>
            (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            && (r.DueBy <= horizon || (r.IdentityAskedAt <= askedBefore && r.IdentityProvenAt == null))
            && (r.AlertedStage != DeadlineStage.Overdue || r.AlertedStage == null || r.AlertedDueBy != r.DueBy)
        );
        var answers = await AlertedDeadlines.Select(near).ToListAsync(ct);
        var refusals = await AlertedDeadlines
            .Select(
                db.DeletionRequests.Where(r =>
                    r.RefuseBy <= horizon
                    && r.RefuseBy < r.DueBy
                    && (r.RefusalAlertedStage != DeadlineStage.Overdue || r.RefusalAlertedStage == null)
                    && (
                        r.State == RequestState.Confirmed
                        || (
                            r.State == RequestState.InProgress
                            && r.Tasks.Any(t =>
                                t.State == TaskState.Pending
                                && t.NotifiedAt == null
                                && t.SendingSince == null
                                && t.Round == 1
                            )
                        )
                    )
                )
            )
            .ToListAsync(ct);
        var receipts = await AlertedDeadlines
            .Select(
                (await CaseworkQueries.QueryUnacknowledgedAsync(db, ct)).Where(r =>
                    r.AcknowledgeBy <= horizon
                    && (r.AcknowledgementAlertedStage != DeadlineStage.Overdue || r.AcknowledgementAlertedStage == null)
                )
            )
            .ToListAsync(ct);
        return
        [
            .. answers
                .Where(l => _stages.FindAnswerStage(l, now) is not null)
                .Select(l => l.Id)
                .Concat(refusals.Where(l => _stages.FindRefusalStage(l, now) is not null).Select(l => l.Id))
                .Concat(
                    receipts
                        .Where(l => _stages.FindReceiptStage(l, isUnacknowledged: true, now) is not null)
                        .Select(l => l.Id)
                )
                .Distinct()
                .Where(id => !without.Contains(id))
                .Take(BatchSize),
        ];
    }
}
