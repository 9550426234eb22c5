using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
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

    /// <summary>How many days ahead the first stage begins.</summary>
    private const int FirstStageDays = 7;

    /// <summary>How many days ahead the second stage begins.</summary>
    private const int SecondStageDays = 2;

    public async Task RunAsync(CancellationToken ct)
    {
        // A request whose alert fails stays due, and must not be found again in this run.
        var failed = new HashSet<Guid>();
        for (var found = BatchSize; found == BatchSize; )
            found = await SendAlertsAsync(failed, ct);
    }

    /// <summary>How near a deadline of an answer is on a day; null if it is more than a week ahead.</summary>
    internal static DeadlineStage? GetStage(DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 => DeadlineStage.Overdue,
            <= SecondStageDays => DeadlineStage.WithinTwoDays,
            <= FirstStageDays => DeadlineStage.WithinWeek,
            _ => null,
        };

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
            var deadlines = RequestDeadlines.Of(request);
            if (AnswerStage(deadlines, now) is { } stage)
            {
                var subject = IsPaused(deadlines) ? AlertSubject.Proof : AlertSubject.Answer;
                var day = GetAlertedDay(deadlines);
                request.MarkTeamAlerted(stage, day, now);
                alerts.Add(new(request, subject, stage, day));
            }

            var isUnacknowledged = unacknowledged.Contains(request.Id);
            if (ReceiptStage(deadlines, isUnacknowledged, now) is not { } receipt)
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
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(FirstStageDays + 1);
        var askedBefore = now.AddMonths(-1).AddDays(FirstStageDays + 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = db.DeletionRequests.Where(r =>
            (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            && (
                r.DueBy <= horizon
                || (r.IdentityAskedAt <= askedBefore && r.IdentityProvenAt == null)
            )
            && (r.AlertedStage != DeadlineStage.Overdue || r.AlertedStage == null || r.AlertedDueBy != r.DueBy)
        );
        var answers = await ReadDeadlines(near).ToListAsync(ct);
        var receipts = await ReadDeadlines(
                (await CaseworkQueries.QueryUnacknowledgedAsync(db, ct)).Where(r =>
                    r.AcknowledgeBy <= horizon
                    && (r.AcknowledgementAlertedStage != DeadlineStage.Overdue || r.AcknowledgementAlertedStage == null)
                )
            )
            .ToListAsync(ct);
        return
        [
            .. answers
                .Where(l => AnswerStage(l, now) is not null)
                .Select(l => l.Id)
                .Concat(receipts.Where(l => ReceiptStage(l, isUnacknowledged: true, now) is not null).Select(l => l.Id))
                .Distinct()
                .Where(id => !without.Contains(id))
                .Take(BatchSize),
        ];
    }

    private DeadlineStage? AnswerStage(RequestDeadlines deadlines, DateTimeOffset now)
    {
        if (!deadlines.State.IsOpen)
            return null;
        var (due, today) = (GetAlertedDay(deadlines), rules.ToLocalDay(deadlines.Jurisdiction, now));
        var stage = IsPaused(deadlines) && due == today ? DeadlineStage.LastDay : GetStage(due, today);
        return deadlines.AlertedFor == due && stage <= deadlines.Alerted ? null : stage;
    }

    /// <summary>
    /// The last day for an answer; while every law's period stands still for proof of identity, a month from asking.
    /// </summary>
    private DateOnly GetAlertedDay(RequestDeadlines deadlines) =>
        IsPaused(deadlines)
            ? rules.ToLocalDay(deadlines.Jurisdiction, deadlines.IdentityAwaitedSince!.Value).AddMonths(1)
            : deadlines.DueBy!.Value;

    private DeadlineStage? ReceiptStage(RequestDeadlines deadlines, bool isUnacknowledged, DateTimeOffset now)
    {
        if (!isUnacknowledged || !deadlines.State.IsOpen || deadlines.AcknowledgeBy is not { } by)
            return null;
        var stage = GetStage(by, rules.ToLocalDay(deadlines.Jurisdiction, now));
        return stage <= deadlines.AlertedOfReceipt ? null : stage;
    }

    private bool IsPaused(RequestDeadlines deadlines) =>
        deadlines.IdentityAwaitedSince is not null
        && rules.FindIdentityChecks(deadlines.Places).All(c => c.Check.Effect is not IdentityEffect.None);

    private static IQueryable<RequestDeadlines> ReadDeadlines(IQueryable<DeletionRequest> requests) =>
        requests
            .AsNoTracking()
            .OrderBy(r => r.DueBy)
            .Select(r => new RequestDeadlines(
                r.Id,
                r.State,
                r.Jurisdiction,
                r.Jobs,
                r.DueBy,
                r.AcknowledgeBy,
                r.IdentityProvenAt == null ? r.IdentityAskedAt : null,
                r.AlertedStage,
                r.AlertedDueBy,
                r.AcknowledgementAlertedStage
            ));

    private sealed record RequestDeadlines(
        Guid Id,
        RequestState State,
        string? Jurisdiction,
        IReadOnlyList<string> Jobs,
        DateOnly? DueBy,
        DateOnly? AcknowledgeBy,
        DateTimeOffset? IdentityAwaitedSince,
        DeadlineStage? Alerted,
        DateOnly? AlertedFor,
        DeadlineStage? AlertedOfReceipt
    )
    {
        public RequestPlaces Places => DeletionRequest.ParsePlaces(Jurisdiction, Jobs);

        public static RequestDeadlines Of(DeletionRequest r) =>
            new(
                r.Id,
                r.State,
                r.Jurisdiction,
                r.Jobs,
                r.DueBy,
                r.AcknowledgeBy,
                r.IsIdentityAwaited ? r.IdentityAskedAt : null,
                r.AlertedStage,
                r.AlertedDueBy,
                r.AcknowledgementAlertedStage
            );
    }
}
