namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// Which clauses carry on which, over all versions: a clause kept under its id, renamed, or merged into another.
/// </summary>
public sealed class ClauseSuccession
{
    private readonly Dictionary<string, HashSet<string>> _carriedOn = new(StringComparer.Ordinal);

    /// <param name="versions">Oldest first.</param>
    internal ClauseSuccession(IEnumerable<PolicyVersion> versions)
    {
        foreach (var clause in versions.SelectMany(v => v.Clauses))
        {
            var ids = GetOrAdd(clause.Id);
            foreach (var replaced in clause.Replaces)
                ids.UnionWith(GetOrAdd(replaced));
        }
    }

    /// <summary>True if both are the same clause, or one of them carries on the other, directly or through others.</summary>
    public bool AreRelated(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || CarriesOn(one, other) || CarriesOn(other, one);

    private bool CarriesOn(string later, string earlier) =>
        _carriedOn.TryGetValue(later, out var ids) && ids.Contains(earlier);

    private HashSet<string> GetOrAdd(string id)
    {
        if (!_carriedOn.TryGetValue(id, out var ids))
            _carriedOn[id] = ids = new(StringComparer.Ordinal) { id };
        return ids;
    }
}
