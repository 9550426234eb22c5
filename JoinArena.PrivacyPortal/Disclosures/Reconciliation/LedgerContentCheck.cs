using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Compares each disclosure, as pages show it, with the ledger's record of it, which was sealed when it was accepted. What
/// may change later (its coverage, its corrections) has records of its own and is not compared, nor is what has been
/// erased from the ledger.
/// </summary>
internal static class LedgerContentCheck
{
    private const int PageSize = 2_000;

    /// <summary>Finds the disclosures that differ from their record. Reads all disclosures.</summary>
    /// <param name="db">Inside the reader's transaction.</param>
    /// <param name="limit">It stops once it has found this many.</param>
    /// <returns>Source and event id of each.</returns>
    public static async Task<List<string>> FindDifferencesAsync(PortalDbContext db, int limit, CancellationToken ct)
    {
        var found = new List<string>();
        var last = Guid.Empty;
        while (found.Count < limit)
        {
            var page = await ReadPageAsync(db, last, ct);
            found.AddRange(page.Where(IsDifferent).Select(p => $"{p.Shown.Source} {p.Shown.EventId}"));
            if (page.Count < PageSize)
                break;
            last = page[^1].Shown.Id;
        }

        return found;
    }

    private static Task<List<ComparedDisclosure>> ReadPageAsync(PortalDbContext db, Guid last, CancellationToken ct) =>
        (
            from d in db
                .Disclosures.AsNoTracking()
                .Where(d => d.Id.CompareTo(last) > 0)
                .OrderBy(d => d.Id)
                .Take(PageSize)
            join entry in db.LedgerEntries on d.Id equals entry.Id into entries
            from e in entries.DefaultIfEmpty()
            join key in db.SubjectKeys on e!.Subject equals key.Subject into keys
            from k in keys.DefaultIfEmpty()
            orderby d.Id
            select new ComparedDisclosure(
                d,
                d.Items.Select(i => new ReportedItem(i.ItemId, i.Category)).ToList(),
                e!.Record,
                k!.Key
            )
        ).ToListAsync(ct);

    private static bool IsDifferent(ComparedDisclosure compared)
    {
        // Without a record or key it has been erased from the ledger.
        if (compared.Record is null || compared.Key is null)
            return false;
        var shown = compared.Shown;
        var record = SubjectCipher.Decrypt(compared.Key, shown.Id, compared.Record);
        if (record is null)
            return true;
        using var json = JsonDocument.Parse(record);
        var root = json.RootElement;
        return ReadText(root, "subject") != shown.WorkerId
            || ReadText(root, "source") != shown.Source
            || ReadText(root, "eventId") != shown.EventId
            || ReadText(root, "party") != (shown.ReportedAs ?? shown.PartyId)
            || ReadText(root, "interviewId") != shown.InterviewId
            || ReadText(root, "at") != shown.Time.ToIso()
            || ReadText(root, "direction") != KebabCase.ToKebabCase(shown.Direction)
            || ReadText(root, "purpose") != KebabCase.ToKebabCase(shown.Purpose)
            || !ReadItems(root).SetEquals(compared.Items.Select(i => $"{i.Id} {KebabCase.ToKebabCase(i.Category)}"));
    }

    private static string? ReadText(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static HashSet<string> ReadItems(JsonElement record) =>
        record
            .GetProperty("items")
            .EnumerateArray()
            .Select(i => $"{i.GetProperty("id").GetString()} {i.GetProperty("category").GetString()}")
            .ToHashSet(StringComparer.Ordinal);

    private sealed record ComparedDisclosure(
        Disclosure Shown,
        IReadOnlyList<ReportedItem> Items,
        string? Record,
        byte[]? Key
    );
}
