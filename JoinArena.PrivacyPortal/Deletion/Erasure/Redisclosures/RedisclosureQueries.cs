using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.MyData.Details;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>What turned up of things under erasure, for those who read of it.</summary>
public sealed class RedisclosureQueries(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words
) : IDisclosureCalloutProvider
{
    /// <summary>Those of a request, the latest first.</summary>
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

    /// <summary>Those nobody of the team has looked into, and the request of the oldest.</summary>
    public async Task<(int Count, string? Number)> CountUninvestigatedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.Redisclosures.Where(c => c.InvestigatedAt == null).CountAsync(ct);
        if (open == 0)
            return (0, null);
        return (
            open,
            await db
                .Redisclosures.Where(c => c.InvestigatedAt == null)
                .OrderBy(c => c.FoundAt)
                .Join(db.DeletionRequests, c => c.RequestId, r => r.Id, (c, r) => r.Number)
                .FirstAsync(ct)
        );
    }

    public async Task<DisclosureCallout?> FindCalloutAsync(string workerId, Guid disclosure, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .Redisclosures.AsNoTracking()
            .Where(c => c.DisclosureId == disclosure)
            .Join(
                db.DeletionRequests.Where(r => r.WorkerId == workerId),
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
                    ? words["You had asked for this to be deleted"]
                    : words["This is part of your deletion request"],
                words.DescribeNextStep(found.Copy.Action),
                $"/deletion/{found.Number}",
                words["Deletion request {0}", found.Number]
            );
    }
}

/// <summary>"2 things were sent on although their deletion was asked for" on the team's start page.</summary>
internal sealed class RedisclosureHomeCards(RedisclosureQueries book, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await book.CountUninvestigatedAsync(ct) is not (> 0, { } number) open)
            return null;
        var sentence = words.Plural(
            open.Count,
            "1 thing under erasure was sent on.",
            "{0} things under erasure were sent on."
        );
        return new(12, sentence)
        {
            Cards =
            [
                new(
                    words["Sent on under erasure"],
                    sentence,
                    $"/staff/requests/{number}#copies",
                    words["Look into the oldest"],
                    StatusKind.Error
                ),
            ],
        };
    }
}
