using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A disclosure in an export.</summary>
/// <param name="Reason">The source's reason for the correction or retraction.</param>
/// <param name="Corrected">When the source corrected it.</param>
/// <param name="ReplacementId">The worker's disclosure that replaces it.</param>
/// <param name="Retracted">When the source retracted it.</param>
internal sealed record ExportRow(
    Guid Id,
    string Source,
    string EventId,
    DateTimeOffset Time,
    Direction Direction,
    string PartyId,
    string PartyName,
    PartyKind PartyKind,
    Purpose Purpose,
    IReadOnlyList<ExportItem> Items,
    string? InterviewId,
    CoverageStatus CoverageStatus,
    string? Version,
    string? Reason,
    DateTimeOffset? Corrected,
    Guid? ReplacementId,
    DateTimeOffset? Retracted
)
{
    /// <summary>The clauses that cover it, each once; null when an item is not covered or needs no clause.</summary>
    public string? Clause =>
        CoverageStatus is CoverageStatus.Covered
            ? string.Join(", ", Items.Select(i => i.Clause).OfType<string>().Distinct(StringComparer.Ordinal))
            : null;

    /// <summary>Why it needs no clause, or why none covers it; null when it is covered.</summary>
    public string? NotCoveredReason =>
        CoverageStatus is CoverageStatus.Covered ? null : KebabCase.ToKebabCase(CoverageStatus);
}

/// <summary>An item of a disclosure in an export.</summary>
internal sealed record ExportItem(string Id, DataCategory Category, string? Clause);

/// <summary>
/// Reads all disclosures of a worker, oldest first, page by page. The memory it needs does not grow with their number.
/// </summary>
internal sealed class ExportReader(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Disclosures in a page.</summary>
    public const int PageSize = 500;

    public async IAsyncEnumerable<IReadOnlyList<ExportRow>> ReadPagesAsync(
        string workerId,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        ExportRow? last = null;
        while (true)
        {
            var page = await ReadPageAsync(workerId, last, ct);
            if (page.Count > 0)
                yield return page;
            if (page.Count < PageSize)
                yield break;
            last = page[^1];
        }
    }

    private async Task<List<ExportRow>> ReadPageAsync(string workerId, ExportRow? after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Disclosures.AsNoTracking().Where(d => d.WorkerId == workerId);
        if (after is not null)
        {
            var (time, id) = (after.Time, after.Id);
            rows = rows.Where(d => d.Time >= time && (d.Time > time || d.Id.CompareTo(id) > 0));
        }

        var page = await (
            from d in rows.OrderBy(d => d.Time).ThenBy(d => d.Id).Take(PageSize)
            join party in db.Parties on d.PartyId equals party.Id
            orderby d.Time, d.Id
            select new
            {
                Row = new ExportRow(
                    d.Id,
                    d.Source,
                    d.EventId,
                    d.Time,
                    d.Direction,
                    d.PartyId,
                    party.Name,
                    party.Kind,
                    d.Purpose,
                    d.Items.OrderBy(i => i.ItemId).Select(i => new ExportItem(i.ItemId, i.Category, i.Clause)).ToList(),
                    d.InterviewId,
                    d.CoverageStatus,
                    d.Version,
                    null,
                    null,
                    null,
                    null
                ),
                d.EndedBy,
            }
        ).ToListAsync(ct);
        var ended = page.Select(p => p.EndedBy).OfType<Guid>().Distinct().ToList();
        if (ended.Count == 0)
            return page.ConvertAll(p => p.Row);

        var disclosures = db.Disclosures;
        var amendments = await db
            .Amendments.AsNoTracking()
            .Where(a => ended.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Kind,
                a.At,
                a.Reason,
                RightId = disclosures
                    .Where(d => d.Id == a.ReplacementId && d.WorkerId == workerId)
                    .Select(d => (Guid?)d.Id)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(a => a.Id, ct);
        return page.ConvertAll(p =>
            p.EndedBy is { } by && amendments[by] is var a
                ? a.Kind is AmendmentKind.Corrected
                    ? p.Row with
                    {
                        Corrected = a.At,
                        ReplacementId = a.RightId,
                        Reason = a.Reason,
                    }
                    : p.Row with
                    {
                        Retracted = a.At,
                        Reason = a.Reason,
                    }
                : p.Row
        );
    }
}
