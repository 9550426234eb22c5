using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>What the privacy team reads.</summary>
public sealed class RequestQueue(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    AccessLogService views,
    TimeProvider clock
)
{
    /// <summary>The most lines shown at once.</summary>
    public const int PageSize = 100;

    /// <summary>Requests by deadline, the most pressing first; ended ones newest first.</summary>
    /// <param name="view">Which of them.</param>
    /// <param name="find">Part of a number or of the code of a place; null for all.</param>
    /// <param name="me">The sign-in of who looks, for <see cref="QueueView.Mine"/>.</param>
    public async Task<IReadOnlyList<QueueLine>> ListAsync(
        QueueView view,
        string? find,
        string? me,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = FilterByView(db, view, me);
        if (!string.IsNullOrWhiteSpace(find))
        {
            var part = find.Trim().ToUpperInvariant();
            requests = requests.Where(r => r.Number.Contains(part) || r.Jurisdiction!.Contains(part));
        }

        var (waiting, proposed) = (QueryUnanswered(db), QueryProposed(db));
        requests =
            view is QueueView.Ended
                ? requests.OrderByDescending(r => r.EndedAt)
                : requests.OrderBy(r => r.DueBy).ThenBy(r => r.ConfirmedAt);
        return await requests
            .AsNoTracking()
            .Take(PageSize)
            .Select(r => new QueueLine(
                r.Number,
                r.State,
                r.Jurisdiction!,
                r.DueBy!.Value,
                r.CoolingOffEnds,
                waiting.Contains(r.Id),
                proposed.Contains(r.Id),
                r.IdentityAskedAt != null && r.IdentityProvenAt == null,
                r.Owner,
                r.Tasks.Select(t => t.State).ToList()
            ))
            .ToListAsync(ct);
    }

    /// <summary>How many each view shows.</summary>
    /// <param name="me">The sign-in of who looks.</param>
    public async Task<IReadOnlyDictionary<QueueView, int>> CountByViewAsync(string? me, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = new Dictionary<QueueView, int>();
        foreach (var view in Enum.GetValues<QueueView>())
            counts[view] = await FilterByView(db, view, me).CountAsync(ct);
        return counts;
    }

    private IQueryable<DeletionRequest> FilterByView(PortalDbContext db, QueueView view, string? me)
    {
        var (today, soon, waiting, proposed) = (Today, Today.AddDays(7), QueryUnanswered(db), QueryProposed(db));
        var open = db.DeletionRequests.Where(r =>
            r.State == RequestState.Confirmed || r.State == RequestState.InProgress
        );
        return view switch
        {
            QueueView.Open => open,
            QueueView.Overdue => open.Where(r => r.DueBy < today),
            QueueView.DueSoon => open.Where(r => r.DueBy >= today && r.DueBy <= soon),
            QueueView.Mine => open.Where(r => r.Owner == me),
            QueueView.ToDecide => open.Where(r => proposed.Contains(r.Id)),
            QueueView.Unanswered => db.DeletionRequests.Where(r => waiting.Contains(r.Id)),
            QueueView.Ended => db.DeletionRequests.Where(r => r.EndedAt != null && r.ConfirmedAt != null),
        };
    }

    private static IQueryable<Guid> QueryUnanswered(PortalDbContext db) =>
        RequestMessageService.QueryUnanswered(db).Select(m => m.RequestId);

    private static IQueryable<Guid> QueryProposed(PortalDbContext db) =>
        db.RefusalProposals.Where(p => p.DecidedAt == null).Select(p => p.RequestId);

    /// <summary>"5 open, 1 due in 2 days, 0 overdue."</summary>
    public async Task<QueueCount> CountAsync(CancellationToken ct)
    {
        var today = Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db
            .DeletionRequests.Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress)
            .Select(r => r.DueBy!.Value)
            .ToListAsync(ct);
        var ahead = due.Where(d => d >= today).ToList();
        return new(
            due.Count,
            ahead.Count == 0 ? null : ahead.Min(),
            ahead.Count == 0 ? 0 : ahead.Count(d => d == ahead.Min()),
            due.Count(d => d < today)
        );
    }

    /// <summary>
    /// One request, or null. That it is opened, and by whom, is written down before it is shown, for the worker and for
    /// the audit.
    /// </summary>
    /// <param name="reader">The signed-in member of staff.</param>
    /// <param name="number">Which.</param>
    public async Task<TrackedRequest?> OpenAsync(ClaimsPrincipal reader, string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await RequestQueries.FindTrackedAsync(
                db,
                db.DeletionRequests.Where(r => r.Number == number && r.ConfirmedAt != null),
                rules,
                ct
            )
            is not { } request
        )
        {
            return null;
        }

        await views.RecordAsync(reader, [request.WorkerId], AccessTarget.Request, request.Number, null, ct);
        return request;
    }

    /// <summary>What a refusal of it must tell, law by law.</summary>
    public IReadOnlyList<RefusalDuty> FindRefusalDuties(TrackedRequest request) =>
        rules.FindRefusalDuties(request.Jurisdiction);

    /// <summary>What asking its worker for proof of identity would do to the period, law by law.</summary>
    public IReadOnlyList<(Law Law, IdentityCheck Check)> FindIdentityChecks(TrackedRequest request) =>
        rules.FindIdentityChecks(request.Jurisdiction);

    /// <summary>The grounds an officer can name for it.</summary>
    public IReadOnlyList<Ground> FindGrounds(TrackedRequest request) =>
        [
            .. rules.FindGrounds(request.Jurisdiction, GroundUse.Keeping),
            .. rules.FindGrounds(request.Jurisdiction, GroundUse.Refusing),
        ];

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

/// <summary>Which requests the team looks at.</summary>
public enum QueueView
{
    Open,

    /// <summary>Open, and past their deadline.</summary>
    Overdue,

    /// <summary>Open, and due within a week.</summary>
    DueSoon,

    /// <summary>Open, and given to whoever looks.</summary>
    Mine,

    /// <summary>Open, and a colleague has proposed to refuse something.</summary>
    ToDecide,

    /// <summary>Open or ended: the worker has written, and nobody has answered.</summary>
    Unanswered,
    Ended,
}

/// <summary>A request in the queue.</summary>
/// <param name="IsUnanswered">Whether a message of the worker waits for an answer.</param>
/// <param name="IsToDecide">Whether a refusal is proposed.</param>
/// <param name="IsIdentityAwaited">Whether it waits for the worker to prove who they are.</param>
/// <param name="Owner">The sign-in of who works on it.</param>
public sealed record QueueLine(
    string Number,
    RequestState State,
    string Jurisdiction,
    DateOnly DueBy,
    DateTimeOffset? CoolingOffEnds,
    bool IsUnanswered,
    bool IsToDecide,
    bool IsIdentityAwaited,
    string? Owner,
    IReadOnlyList<TaskState> Tasks
)
{
    /// <summary>How many parties have answered.</summary>
    public int Answered => Tasks.Count(t => t.IsEnd);

    public bool HadNothing => State is RequestState.Completed && TaskStates.HadNothing([.. Tasks]);

    /// <summary>How many parties a person has yet to tell.</summary>
    public int PartiesToNotify => Tasks.Count(t => !t.IsNotified && !t.IsEnd);
}

/// <summary>How the queue stands.</summary>
/// <param name="Open">Confirmed and not ended.</param>
/// <param name="NextDue">The nearest deadline that has not passed.</param>
/// <param name="DueThen">How many are due on that day.</param>
/// <param name="Overdue">How many deadlines have passed.</param>
public sealed record QueueCount(int Open, DateOnly? NextDue, int DueThen, int Overdue);
