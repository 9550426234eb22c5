using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>Finds the worker of a request that is entered. Workers who are shown are recorded as found by a search.</summary>
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
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .Workers.AsNoTracking()
            .Where(TextSearch.Contains<Worker>(text, w => w.Name))
            .OrderBy(w => w.Name)
            .ThenBy(w => w.Id)
            .Take(MaxResults)
            .ToListAsync(ct);
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
