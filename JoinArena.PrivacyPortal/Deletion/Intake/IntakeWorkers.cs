using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>Finds the worker of a request that is entered. Whoever is shown is recorded as found by a search.</summary>
public sealed class IntakeWorkers(
    IDbContextFactory<PortalDbContext> contexts,
    WorkerRegister workers,
    AccessLogService views
)
{
    /// <summary>The most workers of a name that are listed.</summary>
    public const int MaxResults = 10;

    /// <summary>The fewest characters of a name to search for.</summary>
    public const int MinNameLength = 3;

    /// <summary>The worker with this id or email address; null for none.</summary>
    public async Task<Worker?> FindAsync(string? named, CancellationToken ct)
    {
        if (EnterRequestForm.Trim(named) is not { } text)
            return null;
        return EmailAddress.IsValid(text)
            ? await workers.FindByEmailAsync(text, ct)
            : await workers.FindAsync(text, ct);
    }

    /// <summary>The workers with this in their name, in alphabetical order; at most <see cref="MaxResults"/>.</summary>
    public async Task<IReadOnlyList<Worker>> FindByNameAsync(string? part, CancellationToken ct)
    {
        if (EnterRequestForm.Trim(part) is not { Length: >= MinNameLength } text)
            return [];
        var lower = text.ToLowerInvariant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Each database lower-cases text in its own way. The text as it was entered finds what that misses.
#pragma warning disable CA1304, CA1311, CA1862 // Becomes the database's lower(), which has no culture.
        return await db
            .Workers.AsNoTracking()
            .Where(w => w.Name.ToLower().Contains(lower) || w.Name.Contains(text))
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .Take(MaxResults)
            .ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>Records that these are shown, before they are. The text that was searched for is never recorded.</summary>
    /// <param name="form">The form's id: sending it again is the same search.</param>
    public Task RecordAsync(ClaimsPrincipal staff, IEnumerable<Worker> shown, string? form, CancellationToken ct) =>
        views.RecordAsync(
            staff,
            [.. shown.Select(w => w.Id)],
            new(AccessTarget.Search, form, AccessLogEntry.EnteringRequest),
            ct
        );
}
