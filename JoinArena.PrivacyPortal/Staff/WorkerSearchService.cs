using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>
/// Finds workers for the team. Each search, and each file that is opened, is written down before anything is shown,
/// with the reason given, and told to whoever was
/// found: so there is no looking around unseen.
/// </summary>
public sealed class WorkerSearchService(
    IDbContextFactory<PortalDbContext> contexts,
    AccessLogService views,
    TimeProvider clock
)
{
    /// <summary>Workers shown at once; whoever needs more has to say more.</summary>
    public const int MaxResults = 20;

    /// <summary>The fewest characters of an address or a name that are searched for; an id is found whole.</summary>
    public const int MinSearchLength = 3;

    /// <summary>The longest text on either field.</summary>
    public const int MaxSearchLength = 320,
        MaxReasonLength = 300;

    private static readonly TimeSpan s_open = TimeSpan.FromMinutes(30);

    /// <summary>Searches by id, by e-mail address or its beginning, and by a part of the name.</summary>
    public async Task<Result<WorkerSearchResult, WorkerSearchError>> SearchAsync(
        ClaimsPrincipal looking,
        string? find,
        string? why,
        CancellationToken ct
    )
    {
        var (text, reason) = (find?.Trim() ?? "", why?.Trim() ?? "");
        if (text.Length is 0 or > MaxSearchLength)
            return WorkerSearchError.InvalidSearchText;
        if (reason.Length is 0 or > MaxReasonLength)
            return WorkerSearchError.ReasonRequired;

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Matching(db.Workers.AsNoTracking(), text)
            .OrderBy(w => w.NormalizedEmail)
            .Take(MaxResults + 1)
            .Select(w => new FoundWorker(w.Id, w.Name, w.Email, w.Jurisdiction))
            .ToListAsync(ct);
        List<FoundWorker> shown = [.. found.Take(MaxResults)];
        // Under an id of its own: each search is one look, also when the same is searched for again. What was searched
        // for is written down nowhere: it may be somebody's name.
        await views.RecordAsync(
            looking,
            [.. shown.Select(w => w.Id)],
            AccessTarget.Search,
            Guid.CreateVersion7().ToString("N"),
            reason,
            ct
        );
        return new WorkerSearchResult(shown, found.Count > MaxResults);
    }

    /// <summary>Opens a worker's file to this person, for half an hour.</summary>
    /// <returns>What stands in the address instead of who it is; null when there is no such worker.</returns>
    public async Task<Guid?> OpenFileAsync(ClaimsPrincipal looking, string? workerId, string? why, CancellationToken ct)
    {
        var reason = why?.Trim();
        if (string.IsNullOrEmpty(workerId) || reason is null or { Length: 0 or > MaxReasonLength })
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AnyAsync(w => w.Id == workerId, ct)
            ? await views.RecordAsync(looking, [workerId], AccessTarget.Profile, null, reason, ct)
            : null;
    }

    /// <summary>
    /// Whose file this person has open under this look; null once it has run out, and for anybody else.
    /// </summary>
    public async Task<string?> FindOpenedWorkerIdAsync(Guid look, ClaimsPrincipal looking, CancellationToken ct)
    {
        var (since, name) = (clock.GetInstant() - s_open, looking.Identity?.Name ?? "");
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccessLogEntries.Where(v =>
                v.Id == look && v.StaffName == name && v.Target == AccessTarget.Profile && v.At > since
            )
            .Select(v => v.WorkerId)
            .SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Worker> Matching(IQueryable<Worker> workers, string text)
    {
        var (email, lower) = (Worker.NormalizeEmail(text), text.ToLowerInvariant());
        if (text.Length < MinSearchLength)
            return workers.Where(w => w.Id == text);
        // Each database knows its own lower case: as it is written finds what that does not.
#pragma warning disable CA1304, CA1311, CA1862 // Put as the database's lower(), which knows no culture.
        return workers.Where(w =>
            w.Id == text
            || w.NormalizedEmail.StartsWith(email)
            || w.Name.ToLower().Contains(lower)
            || w.Name.Contains(text)
        );
#pragma warning restore CA1304, CA1311, CA1862
    }
}

/// <summary>Workers that were found.</summary>
/// <param name="HasMore">Whether there are more than are shown.</param>
public sealed record WorkerSearchResult(IReadOnlyList<FoundWorker> Workers, bool HasMore);

/// <summary>A worker that was found.</summary>
public sealed record FoundWorker(string Id, string Name, string Email, string Jurisdiction);

/// <summary>Why nothing was searched for.</summary>
public enum WorkerSearchError
{
    InvalidSearchText,

    /// <summary>The worker is told why they were looked for, so there has to be a reason.</summary>
    ReasonRequired,
}
