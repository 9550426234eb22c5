using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>
/// Finds workers for the team. Each search, and each file that is opened, is written down before anything is shown, with the reason given, and told to whoever was
/// found: so there is no looking around unseen.
/// </summary>
public sealed class WorkerDesk(IDbContextFactory<PortalDbContext> contexts, StaffViews views, TimeProvider clock)
{
    /// <summary>Workers shown at once; whoever needs more has to say more.</summary>
    public const int Most = 20;

    /// <summary>The fewest characters of an address or a name that are searched for; an id is found whole.</summary>
    public const int Shortest = 3;

    /// <summary>The longest text on either field.</summary>
    public const int LongestFind = 320, LongestReason = 300;

    private static readonly TimeSpan s_open = TimeSpan.FromMinutes(30);

    /// <summary>Searches by id, by e-mail address or its beginning, and by a part of the name.</summary>
    public async Task<Result<FoundWorkers, SearchRefusal>> FindAsync(ClaimsPrincipal looking, string? find, string? why, CancellationToken ct)
    {
        var (text, reason) = (find?.Trim() ?? "", why?.Trim() ?? "");
        if (text.Length is 0 or > LongestFind) return SearchRefusal.NothingToFind;
        if (reason.Length is 0 or > LongestReason) return SearchRefusal.ReasonNeeded;

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Matching(db.Workers.AsNoTracking(), text).OrderBy(w => w.NormalizedEmail).Take(Most + 1).Select(w => new FoundWorker(w.Id, w.Name, w.Email, w.Jurisdiction)).ToListAsync(ct);
        List<FoundWorker> shown = [.. found.Take(Most)];
        // Under an id of its own: each search is one look, also when the same is searched for again. What was searched for is written down nowhere: it may be somebody's name.
        await views.RecordAsync(looking, [.. shown.Select(w => w.Id)], ViewOf.Search, Guid.CreateVersion7().ToString("N"), reason, ct);
        return new FoundWorkers(shown, found.Count > Most);
    }

    /// <summary>Opens a worker's file to this person, for half an hour.</summary>
    /// <returns>What stands in the address instead of who it is; null when there is no such worker.</returns>
    public async Task<Guid?> OpenAsync(ClaimsPrincipal looking, string? workerId, string? why, CancellationToken ct)
    {
        var reason = why?.Trim();
        if (string.IsNullOrEmpty(workerId) || reason is null or { Length: 0 or > LongestReason }) return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AnyAsync(w => w.Id == workerId, ct) ? await views.RecordAsync(looking, [workerId], ViewOf.Profile, null, reason, ct) : null;
    }

    /// <summary>Whose file this person has open under this look; null once it has run out, and for anybody else.</summary>
    public async Task<string?> OpenedAsync(Guid look, ClaimsPrincipal looking, CancellationToken ct)
    {
        var (since, name) = (clock.GetInstant() - s_open, looking.Identity?.Name ?? "");
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.StaffViews.Where(v => v.Id == look && v.StaffName == name && v.Of == ViewOf.Profile && v.At > since).Select(v => v.WorkerId).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Worker> Matching(IQueryable<Worker> workers, string text)
    {
        var (email, lower) = (Worker.Normalize(text), text.ToLowerInvariant());
        if (text.Length < Shortest) return workers.Where(w => w.Id == text);
        // Each database knows its own lower case: as it is written finds what that does not.
#pragma warning disable CA1304, CA1311, CA1862 // Put as the database's lower(), which knows no culture.
        return workers.Where(w => w.Id == text || w.NormalizedEmail.StartsWith(email) || w.Name.ToLower().Contains(lower) || w.Name.Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
    }
}

/// <summary>Workers that were found.</summary>
/// <param name="IsMore">Whether there are more than are shown.</param>
public sealed record FoundWorkers(IReadOnlyList<FoundWorker> Workers, bool IsMore);

/// <summary>A worker that was found.</summary>
public sealed record FoundWorker(string Id, string Name, string Email, string Jurisdiction);

/// <summary>Why nothing was searched for.</summary>
public enum SearchRefusal
{
    NothingToFind,

    /// <summary>The worker is told why they were looked for, so there has to be a reason.</summary>
    ReasonNeeded,
}
