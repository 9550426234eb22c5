using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Finds disclosures by the event that reported them, by its index, which both databases store differently.</summary>
internal static class EventLookup
{
    /// <summary>The SQL that compares the event of a disclosure called <c>d</c> with <c>q.s</c> and <c>q.e</c>.</summary>
    public static readonly string IsEventOnPostgres = $"""
        {HashedIndex.GetSql("d.\"Source\"", "d.\"EventId\"")} = {HashedIndex.GetSql("q.s", "q.e")}
        AND d."Source" = q.s AND d."EventId" = q.e
        """;

    private static readonly string s_find = $$"""
        SELECT d."Source", d."EventId", d."Id", d."WorkerId"
        FROM unnest({0}, {1}) AS q(s, e) JOIN "Disclosures" d ON {{IsEventOnPostgres}}
        """;

    /// <summary>The disclosures of these events; those of events that reported none are left out.</summary>
    public static async Task<IReadOnlyList<FoundEvent>> FindByEventAsync(
        PortalDbContext db,
        IReadOnlyCollection<EventRef> events,
        CancellationToken ct
    )
    {
        if (db.Database.IsNpgsql())
        {
            string[] sources = [.. events.Select(e => e.Source)];
            string[] ids = [.. events.Select(e => e.EventId)];
            return await db.Database.SqlQueryRaw<FoundEvent>(s_find, sources, ids).ToListAsync(ct);
        }

        var found = new List<FoundEvent>();
        foreach (var (source, id) in events)
        {
            found.AddRange(
                await db
                    .Disclosures.Where(d => d.Source == source && d.EventId == id)
                    .Select(d => new FoundEvent(d.Source, d.EventId, d.Id, d.WorkerId))
                    .ToListAsync(ct)
            );
        }

        return found;
    }
}

/// <summary>The disclosure that an event reported.</summary>
internal sealed record FoundEvent(string Source, string EventId, Guid Id, string WorkerId);
