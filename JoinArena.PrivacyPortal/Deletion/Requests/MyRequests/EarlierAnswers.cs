using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Finds what a worker's earlier requests left at the parties that a new request is about.</summary>
internal static class EarlierAnswers
{
    /// <summary>
    /// For each item that is held, what it last came to at its party, if that left it there: by the party's name, each part
    /// of a request once. What was kept until a day before <paramref name="today"/> is left out.
    /// </summary>
    public static async Task<IReadOnlyList<EarlierAnswer>> FindAsync(
        PortalDbContext db,
        DeadlineRules rules,
        string workerId,
        IReadOnlyList<PartyHoldings> held,
        DateOnly today,
        CancellationToken ct
    )
    {
        // Nothing of a withheld request is shown before the worker has proved that it is theirs.
        var requests = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks.Where(t => t.EndedAt != null))
            .Where(r => r.WorkerId == workerId && r.WithheldSince == null && r.Tasks.Any(t => t.EndedAt != null))
            .ToListAsync(ct);
        var items = held.SelectMany(h => h.Items, (h, item) => (h.PartyId, item.ItemId)).ToHashSet();
        return
        [
            .. requests
                .SelectMany(request => request.Tasks, (request, task) => new { Request = request, Task = task })
                .SelectMany(
                    part => part.Task.Items,
                    (part, item) => new { Part = part, Item = (part.Task.PartyId, item.ItemId) }
                )
                .Where(asked => items.Contains(asked.Item))
                .GroupBy(asked => asked.Item, (_, all) => all.MaxBy(asked => asked.Part.Task.EndedAt)!.Part)
                .Distinct()
                .Where(part => part.Task.State.LeavesSomething && (part.Task.Until is not { } until || until >= today))
                .Select(part => new EarlierAnswer(
                    part.Task.PartyName,
                    part.Request.Number,
                    part.Task.State,
                    rules.FindGround(part.Request.Places, part.Task.Ground),
                    part.Task.Until
                )
                {
                    Note = part.Task.Note,
                })
                .OrderBy(answer => answer.PartyName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(answer => answer.Number, StringComparer.Ordinal),
        ];
    }
}
