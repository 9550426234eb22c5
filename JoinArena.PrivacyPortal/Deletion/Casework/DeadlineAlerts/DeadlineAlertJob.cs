using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>
/// Tells the team by mail which deadlines come near, and the administrators as well which have passed. Found from the
/// requests themselves, so that a lost wake-up
/// loses nothing; each stage of each deadline is told once. What is due together is told in one mail.
/// </summary>
public sealed class DeadlineAlertJob(
    IDbContextFactory<PortalDbContext> contexts,
    RequestTransactions requests,
    DeadlineRules rules,
    DeadlineAlertEmails letters,
    TimeProvider clock
) : IBackgroundJob
{
    private const int BatchSize = 100;

    /// <summary>How many days ahead each stage begins.</summary>
    private const int Week = 7,
        Days = 2;

    public async Task RunAsync(CancellationToken ct)
    {
        for (var found = BatchSize; found == BatchSize; )
            found = await SendAlertsAsync(ct);
    }

    /// <summary>How near a deadline is on a day; null while it is far.</summary>
    internal static DeadlineStage? GetStage(DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 => DeadlineStage.Overdue,
            <= Days => DeadlineStage.WithinTwoDays,
            <= Week => DeadlineStage.WithinWeek,
            _ => null,
        };

    private async Task<int> SendAlertsAsync(CancellationToken ct)
    {
        var now = clock.GetInstant();
        var due = await FindDueAsync(now, ct);
        if (due.Count > 0)
            await requests.RunAsync(transaction => SendAlertsAsync(transaction, due, now, ct), ct);

        // What another node has alerted to meanwhile is not found again, so this comes to an end.
        return due.Count;
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
        var (officers, administrators) = (
            await db.GetAddressesAsync([Roles.Officer], ct),
            await db.GetAddressesAsync([Roles.Administrator], ct)
        );
        var told = new List<DeadlineAlert>();
        foreach (var request in loaded)
        {
            if (AnswerStage(Line.Of(request), now) is { } stage)
            {
                request.MarkTeamAlerted(stage, now);
                told.Add(new(request, stage, IsAboutAcknowledgement: false));
            }

            if (ReceiptStage(Line.Of(request), unacknowledged.Contains(request.Id), now) is not { } receipt)
                continue;
            request.MarkTeamAlertedOfAcknowledgement(receipt, now);
            told.Add(new(request, receipt, IsAboutAcknowledgement: true));
        }

        letters.SendAlerts(db, told, officers, administrators, now);
        await transaction.CommitAsync(ct);
        return told.Count;
    }

    private async Task<List<Guid>> FindDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        // The authority's day is at most one ahead of or behind that of UTC.
        var horizon = DateOnly.FromDateTime(now.UtcDateTime).AddDays(Week + 1);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var near = db.DeletionRequests.Where(r =>
            (r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            && r.DueBy <= horizon
            && (r.AlertedStage != DeadlineStage.Overdue || r.AlertedStage == null || r.AlertedDueBy != r.DueBy)
        );
        var answers = await Lines(near).ToListAsync(ct);
        var receipts = await Lines(
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
                .Take(BatchSize),
        ];
    }

    private DeadlineStage? AnswerStage(Line line, DateTimeOffset now)
    {
        if (!line.State.IsOpen || (line.IsIdentityAwaited && IsPaused(line)))
            return null;
        var stage = GetStage(line.DueBy!.Value, rules.ToLocalDay(line.Jurisdiction, now));
        return line.ToldFor == line.DueBy && stage <= line.Told ? null : stage;
    }

    private DeadlineStage? ReceiptStage(Line line, bool isUnacknowledged, DateTimeOffset now)
    {
        if (!isUnacknowledged || !line.State.IsOpen || line.AcknowledgeBy is not { } by)
            return null;
        var stage = GetStage(by, rules.ToLocalDay(line.Jurisdiction, now));
        return stage <= line.ToldOfReceipt ? null : stage;
    }

    private bool IsPaused(Line line) =>
        rules.FindIdentityChecks(line.Jurisdiction).All(c => c.Check.Effect is not IdentityEffect.None);

    private static IQueryable<Line> Lines(IQueryable<DeletionRequest> requests) =>
        requests
            .AsNoTracking()
            .OrderBy(r => r.DueBy)
            .Select(r => new Line(
                r.Id,
                r.State,
                r.Jurisdiction,
                r.DueBy,
                r.AcknowledgeBy,
                r.IdentityAskedAt != null && r.IdentityProvenAt == null,
                r.AlertedStage,
                r.AlertedDueBy,
                r.AcknowledgementAlertedStage
            ));

    private sealed record Line(
        Guid Id,
        RequestState State,
        string? Jurisdiction,
        DateOnly? DueBy,
        DateOnly? AcknowledgeBy,
        bool IsIdentityAwaited,
        DeadlineStage? Told,
        DateOnly? ToldFor,
        DeadlineStage? ToldOfReceipt
    )
    {
        public static Line Of(DeletionRequest r) =>
            new(
                r.Id,
                r.State,
                r.Jurisdiction,
                r.DueBy,
                r.AcknowledgeBy,
                r.IsIdentityAwaited,
                r.AlertedStage,
                r.AlertedDueBy,
                r.AcknowledgementAlertedStage
            );
    }
}

/// <summary>Something the team is told about one request.</summary>
/// <param name="IsAboutAcknowledgement">Whether it is about confirming receipt, rather than about the answer.</param>
public sealed record DeadlineAlert(DeletionRequest Request, DeadlineStage Stage, bool IsAboutAcknowledgement)
{
    /// <summary>The deadline it is about.</summary>
    public DateOnly Due => (IsAboutAcknowledgement ? Request.AcknowledgeBy : Request.DueBy)!.Value;
}
