using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>What the privacy team reads.</summary>
public sealed class RequestQueue(IDbContextFactory<PortalDbContext> contexts, DeadlineRules rules, TimeProvider clock)
{
    /// <summary>The most lines shown at once.</summary>
    public const int PageSize = 100;

    /// <summary>Requests by deadline, the most pressing first; ended ones newest first.</summary>
    /// <param name="view">Which of them.</param>
    /// <param name="find">Part of a number or of the code of a place; null for all.</param>
    public async Task<IReadOnlyList<QueueLine>> ListAsync(QueueView view, string? find, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = RequestMessages.Unanswered(db).Select(m => m.RequestId);
        var requests = view switch
        {
            QueueView.Open => db.DeletionRequests.AsNoTracking().Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress),
            QueueView.Ended => db.DeletionRequests.AsNoTracking().Where(r => r.EndedAt != null && r.ConfirmedAt != null),
            QueueView.Unanswered => db.DeletionRequests.AsNoTracking().Where(r => waiting.Contains(r.Id)),
        };
        if (!string.IsNullOrWhiteSpace(find))
        {
            var part = find.Trim().ToUpperInvariant();
            requests = requests.Where(r => r.Number.Contains(part) || r.Jurisdiction!.Contains(part));
        }

        requests = view is QueueView.Ended ? requests.OrderByDescending(r => r.EndedAt) : requests.OrderBy(r => r.DueBy).ThenBy(r => r.ConfirmedAt);
        return await requests.Take(PageSize)
            .Select(r => new QueueLine(r.Number, r.State, r.Jurisdiction!, r.DueBy!.Value, r.CoolingOffEnds, waiting.Contains(r.Id), r.Tasks.Select(t => t.State).ToList())).ToListAsync(ct);
    }

    /// <summary>"5 open, 1 due in 2 days, 0 overdue."</summary>
    public async Task<QueueCount> CountAsync(CancellationToken ct)
    {
        var today = Today;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.DeletionRequests.Where(r => r.State == RequestState.Confirmed || r.State == RequestState.InProgress).Select(r => r.DueBy!.Value).ToListAsync(ct);
        var ahead = due.Where(d => d >= today).ToList();
        return new(due.Count, ahead.Count == 0 ? null : ahead.Min(), ahead.Count == 0 ? 0 : ahead.Count(d => d == ahead.Min()), due.Count(d => d < today));
    }

    /// <summary>One request, or null.</summary>
    public async Task<TrackedRequest?> FindAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await DeletionTracker.ReadAsync(db, db.DeletionRequests.Where(r => r.Number == number && r.ConfirmedAt != null), rules, ct);
    }

    /// <summary>The grounds an officer can name for it.</summary>
    public IReadOnlyList<Ground> Grounds(TrackedRequest request) => [.. rules.Grounds(request.Jurisdiction, GroundUse.Keeping), .. rules.Grounds(request.Jurisdiction, GroundUse.Refusing)];

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

/// <summary>Which requests the team looks at.</summary>
public enum QueueView
{
    Open,
    Ended,

    /// <summary>Open or ended: the worker has written, and nobody has answered.</summary>
    Unanswered,
}

/// <summary>A request in the queue.</summary>
/// <param name="IsUnanswered">Whether a message of the worker waits for an answer.</param>
public sealed record QueueLine(string Number, RequestState State, string Jurisdiction, DateOnly DueBy, DateTimeOffset? CoolingOffEnds, bool IsUnanswered, IReadOnlyList<TaskState> Tasks)
{
    /// <summary>How many parties have answered.</summary>
    public int Answered => Tasks.Count(t => t.IsEnd);

    /// <summary>How many parties a person has yet to tell.</summary>
    public int ToTell => Tasks.Count(t => !t.IsTold && !t.IsEnd);
}

/// <summary>How the queue stands.</summary>
/// <param name="Open">Confirmed and not ended.</param>
/// <param name="NextDue">The nearest deadline that has not passed.</param>
/// <param name="DueThen">How many are due on that day.</param>
/// <param name="Overdue">How many deadlines have passed.</param>
public sealed record QueueCount(int Open, DateOnly? NextDue, int DueThen, int Overdue);
