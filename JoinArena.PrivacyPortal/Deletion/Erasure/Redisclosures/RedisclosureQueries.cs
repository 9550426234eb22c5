using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>Finds the new copies of data under erasure, for workers and for the privacy team.</summary>
public sealed class RedisclosureQueries(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words
) : IDisclosureCalloutProvider
{
    /// <summary>The new copies of one request, the latest first.</summary>
    public async Task<IReadOnlyList<Redisclosure>> FindByRequestAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var requests = db.DeletionRequests;
        return await db
            .Redisclosures.AsNoTracking()
            .Where(c => requests.Any(r => r.Id == c.RequestId && r.Number == number))
            .OrderByDescending(c => c.SentAt)
            .ThenBy(c => c.DisclosureId)
            .ToListAsync(ct);
    }

    /// <summary>How many copies the team has not checked, and the number of the request of the oldest.</summary>
    public async Task<(int Count, string? Number)> CountUninvestigatedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Redisclosures.Where(c => c.InvestigatedAt == null);
        var count = await open.CountAsync(ct);
        if (count == 0)
            return (0, null);
        var oldestRequest = await open.OrderBy(c => c.FoundAt)
            .Join(db.DeletionRequests, c => c.RequestId, r => r.Id, (c, r) => r.Number)
            .FirstAsync(ct);
        return (count, oldestRequest);
    }

    /// <summary>The callout on the page of a disclosure; null if it is no new copy.</summary>
    public async Task<DisclosureCallout?> FindCalloutAsync(string workerId, Guid disclosure, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .Redisclosures.AsNoTracking()
            .Where(c => c.DisclosureId == disclosure)
            .Join(
                db.DeletionRequests.Where(r => r.WorkerId == workerId && r.WithheldSince == null),
                c => c.RequestId,
                r => r.Id,
                (c, r) => new { Copy = c, r.Number }
            )
            .OrderByDescending(f => f.Number)
            .FirstOrDefaultAsync(ct);
        return found is null
            ? null
            : new(
                found.Copy.IsAfterRequest
                    ? words["You have asked us to delete this"]
                    : words["This is part of your deletion request"],
                words.DescribeNextStep(found.Copy.Action),
                $"/deletion/{found.Number}",
                words["Deletion request {0}", found.Number]
            );
    }
}
