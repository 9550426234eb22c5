using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.MyData.Interviews;

/// <summary>The history of one interview, or of one item, of a worker.</summary>
public sealed partial class InterviewHistoryQueries(IDbContextFactory<PortalDbContext> contexts, CopyQueries outcomes)
{
    /// <summary>The most items of an interview that are read.</summary>
    public const int MaxItems = 200;

    /// <summary>The history of an interview; null when the worker has no such interview.</summary>
    public async Task<InterviewHistory?> FindInterviewAsync(string workerId, string interviewId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = await ReadCopiesAsync(
            db,
            workerId,
            db.DataItems.Where(i => i.WorkerId == workerId && i.InterviewId == interviewId)
                .OrderBy(i => i.Id)
                .Take(MaxItems),
            ct
        );
        var disclosed = await ReadDisclosureStepsAsync(db, workerId, interviewId, ct);
        if (items.Count == 0 && disclosed.Count == 0)
            return null;

        // Not every system reports the interview with the item. A party that has a copy belongs to the history, too.
        var reported = disclosed.Select(s => (s.PartyId, s.Direction)).ToHashSet();
        var others = items
            .SelectMany(i => i.Copies.Select(c => (i.Category, Copy: c)))
            .Where(c => !reported.Contains((c.Copy.PartyId, c.Copy.Direction)))
            .GroupBy(c => (c.Copy.PartyId, c.Copy.Direction))
            .Select(g => CreateStep([.. g]));
        var at =
            items.Max(i => i.InterviewAt)
            ?? items.Where(i => i.Category is DataCategory.InterviewRecording).Min(i => i.CreatedAt);
        var alsoSent = await ReadAlsoSentAsync(db, workerId, interviewId, ct);
        var statuses = await ReadOutcomesAsync(workerId, items.Concat(alsoSent), ct);
        return new(
            interviewId,
            InterviewSummary.FindTitle(items.Select(i => (i.Category, i.Label))),
            at,
            [
                .. items
                    .Select(i => CreateMadeStep(i, at))
                    .OfType<InterviewHistoryStep>()
                    .Concat(disclosed)
                    .Concat(others)
                    .OrderBy(s => s.At)
                    .ThenBy(s => s.PartyId is not null)
                    .ThenBy(s => s.PartyName, StringComparer.Ordinal),
            ],
            [
                .. items
                    .OrderBy(i => i.Category)
                    .ThenBy(i => i.Id, StringComparer.Ordinal)
                    .Select(i => i.WithStatuses(statuses)),
            ],
            alsoSent.ConvertAll(i => i.WithStatuses(statuses))
        );
    }

    /// <summary>One item and where its copies went; null when the worker has no such item.</summary>
    public async Task<ItemCopies?> FindItemAsync(string workerId, string itemId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = await ReadCopiesAsync(
            db,
            workerId,
            db.DataItems.Where(i => i.WorkerId == workerId && i.Id == itemId),
            ct
        );
        return items.SingleOrDefault()?.WithStatuses(await ReadOutcomesAsync(workerId, items, ct));
    }

    private static async Task<List<InterviewHistoryStep>> ReadDisclosureStepsAsync(
        PortalDbContext db,
        string workerId,
        string interviewId,
        CancellationToken ct
    )
    {
        var rows = db.Disclosures.Where(d =>
            d.WorkerId == workerId && d.InterviewId == interviewId && d.EndedBy == null
        );
        var acts = await rows.GroupBy(d => new
            {
                d.PartyId,
                d.Direction,
                d.Purpose,
            })
            .Select(g => new
            {
                g.Key,
                Times = g.Count(),
                At = g.Min(d => d.Time),
                LastAt = g.Max(d => d.Time),
                Uncovered = g.Count(d =>
                    d.CoverageStatus == CoverageStatus.NoClause || d.CoverageStatus == CoverageStatus.AgainstStop
                ),
            })
            .ToListAsync(ct);
        var kinds = await ReadKindsAsync(rows, ct);
        var parties = await ReadPartiesAsync(db, acts.Select(a => a.Key.PartyId), ct);
        return acts.ConvertAll(a => new InterviewHistoryStep(
            a.At,
            a.LastAt,
            a.Times,
            [.. kinds[new(a.Key.PartyId, a.Key.Direction, a.Key.Purpose)].Order()],
            a.Key.PartyId,
            parties[a.Key.PartyId].Name,
            parties[a.Key.PartyId].Kind,
            a.Key.Direction,
            a.Key.Purpose,
            a.Uncovered > 0,
            a.Uncovered == a.Times
        ));
    }

    /// <summary>The kinds of data of each act.</summary>
    private static async Task<ILookup<ActKey, DataCategory>> ReadKindsAsync(
        IQueryable<Disclosure> rows,
        CancellationToken ct
    )
    {
        var kinds = await (
            from d in rows
            from item in d.Items
            select new
            {
                d.PartyId,
                d.Direction,
                d.Purpose,
                item.Category,
            }
        )
            .Distinct()
            .ToListAsync(ct);
        return kinds.ToLookup(k => new ActKey(k.PartyId, k.Direction, k.Purpose), k => k.Category);
    }

    private static Task<Dictionary<string, NamedParty>> ReadPartiesAsync(
        PortalDbContext db,
        IEnumerable<string> ids,
        CancellationToken ct
    )
    {
        List<string> wanted = [.. ids.Distinct(StringComparer.Ordinal)];
        return db
            .Parties.Where(p => wanted.Contains(p.Id))
            .Select(p => new NamedParty(p.Id, p.Name, p.Kind))
            .ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
    }

    private static InterviewHistoryStep CreateStep(IReadOnlyList<(DataCategory Category, ItemCopy Copy)> copies)
    {
        var one = copies[0].Copy;
        return new(
            copies.Min(c => c.Copy.FirstAt),
            copies.Max(c => c.Copy.LastAt),
            copies.Max(c => c.Copy.Times),
            [.. copies.Select(c => c.Category).Distinct().Order()],
            one.PartyId,
            one.PartyName,
            one.PartyKind,
            one.Direction,
            Purpose.Other,
            copies.Any(c => c.Copy.IsBreach),
            copies.All(c => c.Copy is { IsBreach: true, Times: 1 })
        );
    }

    // A résumé is handed in, not made from an interview, so it is no step.
    private static InterviewHistoryStep? CreateMadeStep(ItemCopies item, DateTimeOffset? interview) =>
        item.Category switch
        {
            DataCategory.InterviewRecording when (interview ?? item.CreatedAt) is { } at => new(
                at,
                at,
                1,
                [item.Category]
            ),
            DataCategory.Transcript
            or DataCategory.InterviewImage
            or DataCategory.GeneratedPhoto
            or DataCategory.Evaluation when item.CreatedAt is { } at => new(at, at, 1, [item.Category]),
            _ => null,
        };

    private sealed record NamedParty(string Id, string Name, PartyKind Kind);

    private readonly record struct ActKey(string PartyId, Direction Direction, Purpose Purpose);
}
