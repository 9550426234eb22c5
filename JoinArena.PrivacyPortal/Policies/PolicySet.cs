namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Every published version at one moment. Immutable, so results from one set agree with each other.</summary>
public sealed class PolicySet
{
    internal static readonly PolicySet Empty = new([], "");

    internal PolicySet(IReadOnlyList<PolicyVersion> versions, string digest)
    {
        Versions = versions;
        Digest = digest;
    }

    /// <summary>Oldest first. Never empty in a set that is served.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; }

    /// <summary>Changes with every change of a file. A key for caches.</summary>
    public string Digest { get; }

    /// <summary>Which clauses carry on which.</summary>
    public ClauseSuccession Succession => field ??= new(Versions);

    /// <summary>The version in force at that instant, or null before the first.</summary>
    public PolicyVersion? FindInForce(DateTimeOffset instant) => Versions.LastOrDefault(v => v.Effective <= instant);

    /// <summary>
    /// The version to read and accept at that instant: the one in force, or the first if none is in force yet.
    /// </summary>
    public PolicyVersion GetCurrent(DateTimeOffset instant) => FindInForce(instant) ?? Versions[0];

    /// <summary>
    /// The versions that are published but not in force at that instant, the next one first.
    /// </summary>
    public IReadOnlyList<PolicyVersion> GetUpcoming(DateTimeOffset instant) =>
        [.. Versions.Where(v => v.Effective > instant)];

    /// <summary>The version with this number, such as <c>1.0</c>, or null.</summary>
    public PolicyVersion? Find(string number) => Versions.FirstOrDefault(v => v.Name == number);

    /// <summary>
    /// This set, but with the version objects of <paramref name="before"/> where the files are the same.
    /// </summary>
    internal PolicySet ReuseUnchanged(PolicySet before) =>
        new([.. Versions.Select(v => before.Find(v.Name) is { } same && same.Digest == v.Digest ? same : v)], Digest);
}
