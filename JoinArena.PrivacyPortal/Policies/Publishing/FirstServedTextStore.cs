using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// Records in the database every text that was served. This detects a change of a text even if its hash in the lock
/// file was changed too.
/// </summary>
public sealed class FirstServedTextStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>
    /// The record of a text, or null if it has never been served.
    /// </summary>
    public async Task<FirstServedText?> FindAsync(string version, string language, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .FirstServedTexts.AsNoTracking()
            .SingleOrDefaultAsync(
                t => t.Policy == PolicyVersion.Policy && t.Version == version && t.Language == language,
                ct
            );
    }

    /// <summary>
    /// Records the texts that are new in this set, and their publication in the ledger, in one transaction.
    /// </summary>
    /// <returns>
    /// Texts that have changed or are missing since they were first served. If there are any, nothing was recorded and
    /// the set must not be served.
    /// </returns>
    internal async Task<IReadOnlyList<ReviewFinding>> RecordAsync(PolicySet set, CancellationToken ct)
    {
        // Another node may serve the same text after we looked; the next try compares with what it served.
        return await WriteRetry.RunAsync(() => TryAsync(set, ct));
    }

    private async Task<IReadOnlyList<ReviewFinding>> TryAsync(PolicySet set, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db
            .FirstServedTexts.AsNoTracking()
            .Where(t => t.Policy == PolicyVersion.Policy)
            .OrderBy(t => t.Version)
            .ThenBy(t => t.Language)
            .ToListAsync(ct);
        var findings = known.Select(t => Compare(t, set)).OfType<ReviewFinding>().ToList();
        var fresh = (
            from version in set.Versions
            from text in version.Texts.Values
            where !known.Exists(t => t.Version == version.Name && t.Language == text.Language)
            select (version, text)
        ).ToList();
        if (findings.Count > 0 || fresh.Count == 0)
            return findings;

        await using var write = await db.BeginWriteAsync(ct);
        foreach (var (version, text) in fresh)
        {
            db.FirstServedTexts.Add(
                new FirstServedText
                {
                    Policy = PolicyVersion.Policy,
                    Version = version.Name,
                    Language = text.Language,
                    Sha256 = text.Sha256,
                    FirstServedAt = clock.GetInstant(),
                    EntryId = db.Ledger.AppendPublic(
                        new PolicyPublished(PolicyVersion.Policy, version.Name, text.Language, text.Sha256)
                    ),
                }
            );
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return [];
    }

    private static ReviewFinding? Compare(FirstServedText served, PolicySet set)
    {
        var path = $"{served.Policy}/{served.Version}/{served.Language}.md";
        var since = served.FirstServedAt.ToIso();
        if (set.Find(served.Version)?.Texts.GetValueOrDefault(served.Language) is not { } text)
        {
            return new ReviewFinding(
                path,
                1,
                $"it was first served on {since} and is missing",
                "restore it unchanged; if the wrong folder is configured, correct Portal__PoliciesDirectory or "
                    + "Portal__Demo__Enabled"
            );
        }

        return text.Sha256 == served.Sha256
            ? null
            : new ReviewFinding(
                text.FilePath,
                1,
                $"it is not the text that was first served on {since} (its hash was {served.Sha256}, and is "
                    + $"{text.Sha256})",
                "restore the original text; publish changes as a new version"
            );
    }
}
