using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.AspNetCore.Http.Extensions;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Which disclosures to show. Kept in the address, so that a page can be kept, sent to oneself and opened again.</summary>
public sealed record EntryFilter
{
    public DataCategory? Category { get; init; }

    public string? InterviewId { get; init; }

    /// <summary>From the start of this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    public bool OnlyUncovered { get; init; }

    public string? PartyId { get; init; }

    public string? Clause { get; init; }

    /// <summary>Whether anything is left out.</summary>
    public bool IsSet => this != new EntryFilter();

    internal IQueryable<Disclosure> Apply(PortalDbContext db, IQueryable<Disclosure> rows)
    {
        if (PartyId is { } party) rows = rows.Where(d => d.PartyId == party);
        if (InterviewId is { } interview) rows = rows.Where(d => d.InterviewId == interview);
        if (From is { } from) rows = rows.Where(d => d.Time >= from);
        if (OnlyUncovered) rows = rows.Where(d => d.EndedBy == null).Where(d => d.Standing == Standing.NoClause || d.Standing == Standing.NothingAccepted);
        if (Category is { } category) rows = rows.Where(d => d.Items.Any(i => i.Category == category));
        if (Clause is { } clause) rows = rows.Where(d => d.Items.Any(i => i.Clause == clause));
        return rows;
    }

    /// <summary>Reads what the address asks for; what it does not understand it leaves out.</summary>
    /// <param name="query">The address's query.</param>
    /// <param name="zone">The reader's zone, in which a day begins.</param>
    public static EntryFilter Read(IQueryCollection query, TimeZoneInfo zone) => new()
    {
        Category = Kebab.TryParse<DataCategory>(query["kind"], out var category) ? category : null,
        InterviewId = query["interview"] is [{ Length: > 0 and <= 200 } interview] ? interview : null,
        From = DateOnly.TryParseExact(query["from"], "yyyy-MM-dd", out var day) ? StartOf(day, zone) : null,
        OnlyUncovered = query["uncovered"] == "1",
        Clause = query["clause"] is [{ Length: > 0 and <= 100 } clause] ? clause : null,
    };

    /// <summary>The address of this request, from the cursor on.</summary>
    public static string Address(HttpRequest request, EntryCursor cursor)
    {
        var query = new QueryBuilder(request.Query.Where(q => q.Key != "before").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? "")))) { { "before", cursor.ToString() } };
        return request.Path + query.ToString() + "#entries";
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
