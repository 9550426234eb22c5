using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The ways to say what is to be erased.</summary>
public enum ScopeKind
{
    Everything,

    /// <summary>Some kinds of data, wherever they are.</summary>
    Categories,

    /// <summary>All that belongs to one interview.</summary>
    Interview,

    /// <summary>All that one party has.</summary>
    Party,

    /// <summary>All that went somewhere at least once without a clause that allowed it.</summary>
    Uncovered,
}

/// <summary>What is to be erased. Made by one of its factories, so that it always says something.</summary>
public sealed record DeletionScope
{
    private DeletionScope(ScopeKind kind) => Kind = kind;

    public ScopeKind Kind { get; }

    /// <summary>In the vocabulary's order, for <see cref="ScopeKind.Categories"/>.</summary>
    public IReadOnlyList<DataCategory> Categories { get; private init; } = [];

    /// <summary>For <see cref="ScopeKind.Interview"/>.</summary>
    public string? InterviewId { get; private init; }

    /// <summary>For <see cref="ScopeKind.Party"/>.</summary>
    public string? PartyId { get; private init; }

    public static DeletionScope Everything { get; } = new(ScopeKind.Everything);

    public static DeletionScope Uncovered { get; } = new(ScopeKind.Uncovered);

    /// <exception cref="ArgumentException">None is named.</exception>
    public static DeletionScope OfCategories(params IEnumerable<DataCategory> categories) =>
        categories.Distinct().Order().ToArray() is { Length: > 0 } named
            ? new(ScopeKind.Categories) { Categories = named }
            : throw new ArgumentException("Name at least one kind of data.", nameof(categories));

    public static DeletionScope OfInterview(string id) => new(ScopeKind.Interview) { InterviewId = id };

    public static DeletionScope OfParty(string id) => new(ScopeKind.Party) { PartyId = id };

    public bool Equals(DeletionScope? other) =>
        other is not null
        && Kind == other.Kind
        && InterviewId == other.InterviewId
        && PartyId == other.PartyId
        && Categories.SequenceEqual(other.Categories);

    public override int GetHashCode() => HashCode.Combine(Kind, InterviewId, PartyId, Categories.Count);
}
