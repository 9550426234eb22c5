using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>
/// Holds each entry, as pages show it, against the ledger's record of it, which was sealed when it was accepted. What
/// may change later (how it is judged, that it was
/// corrected) has records of its own and is not compared; neither is what was erased from the ledger.
/// </summary>
internal static class LedgerContentCheck
{
    private const int PageSize = 2_000;

    /// <summary>Which entries say something else than their record; reads the whole book.</summary>
    /// <param name="db">Inside the reader's transaction.</param>
    /// <param name="most">Where to stop.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Source and event id of each.</returns>
    public static async Task<List<string>> FindDifferencesAsync(PortalDbContext db, int most, CancellationToken ct)
    {
        var (found, after) = (new List<string>(), Guid.Empty);
        while (found.Count < most)
        {
            var behind = after;
            var page = await (
                from d in db
                    .Disclosures.AsNoTracking()
                    .Where(d => d.Id.CompareTo(behind) > 0)
                    .OrderBy(d => d.Id)
                    .Take(PageSize)
                join entry in db.LedgerEntries on d.Id equals entry.Id into entries
                from e in entries.DefaultIfEmpty()
                join key in db.SubjectKeys on e!.Subject equals key.Subject into keys
                from k in keys.DefaultIfEmpty()
                orderby d.Id
                select new
                {
                    Shown = d,
                    Items = d.Items.Select(i => new { i.ItemId, i.Category }).ToList(),
                    e!.Record,
                    k!.Key,
                }
            ).ToListAsync(ct);
            found.AddRange(
                page.Where(p =>
                        p.Record is not null
                        && p.Key is not null
                        && !IsSame(
                            p.Shown,
                            p.Items.Select(i => $"{i.ItemId} {KebabCase.ToKebabCase(i.Category)}"),
                            SubjectCipher.Decrypt(p.Key, p.Shown.Id, p.Record)
                        )
                    )
                    .Select(p => $"{p.Shown.Source} {p.Shown.EventId}")
            );
            if (page.Count < PageSize)
                break;
            after = page[^1].Shown.Id;
        }

        return found;
    }

    private static bool IsSame(Disclosure shown, IEnumerable<string> items, string? record)
    {
        if (record is null)
            return false;
        using var said = JsonDocument.Parse(record);
        string? Text(string name) => said.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

        return (Text("subject"), Text("source"), Text("eventId"), Text("party"), Text("interviewId"))
                == (shown.WorkerId, shown.Source, shown.EventId, shown.ReportedAs ?? shown.PartyId, shown.InterviewId)
            && (Text("at"), Text("direction"), Text("purpose"))
                == (shown.Time.ToIso(), KebabCase.ToKebabCase(shown.Direction), KebabCase.ToKebabCase(shown.Purpose))
            && said.RootElement.GetProperty("items")
                .EnumerateArray()
                .Select(i => $"{i.GetProperty("id").GetString()} {i.GetProperty("category").GetString()}")
                .ToHashSet(StringComparer.Ordinal)
                .SetEquals(items);
    }
}
