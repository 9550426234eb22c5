using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.WorkerSearch;

/// <summary>
/// Finds workers for the privacy team. Each search and each opened file is recorded, with its reason, before anything is
/// shown, and the workers it found can see the record.
/// </summary>
public sealed class WorkerSearchService(
    IDbContextFactory<PortalDbContext> contexts,
    AccessLogService views,
    WorkerSearchTickets tickets,
    TimeProvider clock
)
{
    /// <summary>The most workers a search lists. A search that matches more has to be narrowed.</summary>
    public const int MaxResults = 4 * DeskSearch.PageSize;

    /// <summary>The fewest characters to search for in email addresses and names. An id must match as a whole.</summary>
    public const int MinSearchLength = 3;

    /// <summary>The longest text to search for.</summary>
    public const int MaxSearchLength = 320;

    /// <summary>The longest reason for a search.</summary>
    public const int MaxReasonLength = 300;

    private static readonly TimeSpan s_openFor = TimeSpan.FromMinutes(30);

    /// <summary>Searches by the whole id, the beginning of the email address, or a part of the name.</summary>
    public async Task<Result<WorkerSearchResult, WorkerSearchError>> SearchAsync(
        ClaimsPrincipal staff,
        string? find,
        string? why,
        CancellationToken ct
    )
    {
        var text = find?.Trim() ?? "";
        var reason = why?.Trim() ?? "";
        if (text.Length is 0 or > MaxSearchLength)
            return WorkerSearchError.InvalidSearchText;
        if (reason.Length is 0 or > MaxReasonLength)
            return WorkerSearchError.ReasonRequired;

        // Each search has an id of its own and is recorded by itself, also when it is repeated.
        var search = new WorkerSearchTicket(
            Guid.CreateVersion7(),
            clock.GetInstant(),
            staff.Identity?.Name ?? "",
            text,
            reason
        );
        return await ListAsync(staff, search, new(), ct);
    }

    /// <summary>Another page of a search, or another order. The workers on it are recorded under the same search.</summary>
    /// <param name="ticket">From the result of the search.</param>
    /// <returns>Null if the search was half an hour ago, or another person's.</returns>
    public async Task<WorkerSearchResult?> ContinueAsync(
        ClaimsPrincipal staff,
        string? ticket,
        WorkerListing listing,
        CancellationToken ct
    ) => tickets.Read(ticket, staff) is { } search ? await ListAsync(staff, search, listing, ct) : null;

    private async Task<WorkerSearchResult> ListAsync(
        ClaimsPrincipal staff,
        WorkerSearchTicket search,
        WorkerListing listing,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var matching = Matching(db.Workers.AsNoTracking(), search.Text);
        var count = await matching.Take(MaxResults + 1).CountAsync(ct);
        // The same workers in every order.
        var listed = matching.OrderBy(w => w.NormalizedEmail).ThenBy(w => w.Id).Take(MaxResults);
        var shown = await Sort(listed, listing)
            .Skip(listing.Skipped)
            .Take(DeskSearch.PageSize)
            .Select(w => new FoundWorker(w.Id, w.Name, w.Email, w.Jurisdiction))
            .ToListAsync(ct);
        // The text that was searched for is never recorded: it may be a person's name.
        await views.RecordAsync(
            staff,
            [.. shown.Select(w => w.Id)],
            new(AccessTarget.Search, search.Id.ToString("N"), search.Reason),
            ct
        );
        return new(new(shown, Math.Min(count, MaxResults)), listing, count > MaxResults, search, tickets.Issue(search));
    }

    /// <summary>Opens a worker's file for this person, for half an hour.</summary>
    /// <returns>
    /// The id of the recorded view, which the address holds instead of the worker's id; null when the reason is missing or
    /// there is no such worker.
    /// </returns>
    public async Task<Guid?> OpenFileAsync(ClaimsPrincipal staff, string? workerId, string? why, CancellationToken ct)
    {
        var reason = why?.Trim();
        if (string.IsNullOrEmpty(workerId) || reason is null or { Length: 0 or > MaxReasonLength })
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AnyAsync(w => w.Id == workerId, ct)
            ? await views.RecordAsync(staff, [workerId], new(AccessTarget.Profile, null, reason), ct)
            : null;
    }

    /// <summary>
    /// The worker whose file this person opened in this view; null after half an hour, and for anyone else.
    /// </summary>
    public async Task<string?> FindOpenedWorkerIdAsync(Guid viewId, ClaimsPrincipal staff, CancellationToken ct)
    {
        var since = clock.GetInstant() - s_openFor;
        var name = staff.Identity?.Name ?? "";
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .AccessLogEntries.Where(v =>
                v.Id == viewId && v.StaffName == name && v.Target == AccessTarget.Profile && v.At > since
            )
            .Select(v => v.WorkerId)
            .SingleOrDefaultAsync(ct);
    }

    // The id decides between equal ones, so that no worker is on two pages.
    private static IOrderedQueryable<Worker> Sort(IQueryable<Worker> workers, WorkerListing listing) =>
        (listing.Order, listing.IsDescending) switch
        {
            (WorkerOrder.Email, false) => workers.OrderBy(w => w.NormalizedEmail).ThenBy(w => w.Id),
            (WorkerOrder.Email, true) => workers.OrderByDescending(w => w.NormalizedEmail).ThenBy(w => w.Id),
            (WorkerOrder.Name, false) => workers.OrderBy(w => w.Name).ThenBy(w => w.Id),
            (WorkerOrder.Name, true) => workers.OrderByDescending(w => w.Name).ThenBy(w => w.Id),
            (WorkerOrder.Place, false) => workers.OrderBy(w => w.Jurisdiction).ThenBy(w => w.Name).ThenBy(w => w.Id),
            (WorkerOrder.Place, true) => workers
                .OrderByDescending(w => w.Jurisdiction)
                .ThenBy(w => w.Name)
                .ThenBy(w => w.Id),
        };

    private static IQueryable<Worker> Matching(IQueryable<Worker> workers, string text)
    {
        if (text.Length < MinSearchLength)
            return workers.Where(w => w.Id == text);
        var email = EmailAddress.GetKeyPrefix(text);
        return workers.Where(
            TextSearch.Contains<Worker>(text, w => w.Name).Or(w => w.Id == text || w.NormalizedEmail.StartsWith(email))
        );
    }
}
