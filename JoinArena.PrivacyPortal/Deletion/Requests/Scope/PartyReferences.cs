using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>
/// What parties themselves call the items they were sent: <c>"detail":{"references":{"rec-77":"trn_5f3"}}</c> of a
/// disclosure, one name or a list.
/// </summary>
internal sealed class PartyReferences
{
    private readonly Dictionary<(string Party, string Item), SortedSet<string>> _names = [];

    /// <summary>The names of all the worker's items that these parties were sent.</summary>
    public static async Task<PartyReferences> FindAsync(
        PortalDbContext db,
        string workerId,
        IReadOnlyCollection<string> parties,
        CancellationToken ct
    )
    {
        var found = new PartyReferences();
        if (parties.Count == 0)
            return found;
        await foreach (
            var sent in db
                .Disclosures.AsNoTracking()
                .Where(d =>
                    d.WorkerId == workerId
                    && parties.Contains(d.PartyId)
                    && d.Detail != null
                    && d.Detail.Contains("references")
                )
                .Select(d => new { d.PartyId, d.Detail })
                .AsAsyncEnumerable()
                .WithCancellation(ct)
        )
        {
            if (JsonNode.Parse(sent.Detail!)?["references"] is not JsonObject references)
                continue;
            foreach (var (item, named) in references)
                found.Add(sent.PartyId, item, named);
        }

        return found;
    }

    /// <summary>One name a line, or null when none was reported.</summary>
    public string? FindReferences(string party, string item) =>
        _names.TryGetValue((party, item), out var names) ? string.Join('\n', names) : null;

    private void Add(string party, string item, JsonNode? named)
    {
        var names = (named as JsonArray ?? [named?.DeepClone()])
            .Where(n => n?.GetValueKind() is JsonValueKind.String)
            .Select(n => n!.GetValue<string>())
            .Where(n => n.Length is > 0 and <= 500 && !n.Any(char.IsControl));
        foreach (var name in names)
        {
            if (!_names.TryGetValue((party, item), out var known))
                _names[(party, item)] = known = new(StringComparer.Ordinal);
            known.Add(name);
        }
    }
}
