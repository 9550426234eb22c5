namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Every published version at one moment. Immutable: what is read from one set agrees with itself.</summary>
public sealed class PolicySet
{
    internal static readonly PolicySet Empty = new([], "");

    internal PolicySet(IReadOnlyList<PolicyVersion> versions, string digest) => (Versions, Digest) = (versions, digest);

    /// <summary>Oldest first; never empty where it is served.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; }

    /// <summary>Another whenever a file is: the name of this set for caches.</summary>
    public string Digest { get; }

    /// <summary>The version in force then, or null before the first was.</summary>
    public PolicyVersion? FindInForce(DateTimeOffset instant) => Versions.LastOrDefault(v => v.Effective <= instant);

    /// <summary>The version to read and accept then: the one in force, or the first while none is yet.</summary>
    public PolicyVersion GetCurrent(DateTimeOffset instant) => FindInForce(instant) ?? Versions[0];

    /// <summary>
    /// The versions that are published and not yet in force then, the next one first. What was in force until the first
    /// of them is no longer cached after it.
    /// </summary>
    public IReadOnlyList<PolicyVersion> GetUpcoming(DateTimeOffset instant) =>
        [.. Versions.Where(v => v.Effective > instant)];

    /// <summary>The version of that number, written as <c>1.0</c>, or null.</summary>
    public PolicyVersion? Find(string number) => Versions.FirstOrDefault(v => v.Name == number);

    /// <summary>
    /// This set, with the versions whose files are the same being the very ones that <paramref name="before"/> has.
    /// </summary>
    internal PolicySet ReuseUnchanged(PolicySet before) =>
        new([.. Versions.Select(v => before.Find(v.Name) is { } same && same.Digest == v.Digest ? same : v)], Digest);
}
