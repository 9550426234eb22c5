using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>What the worker wants erased. Only its factories create one, so that it is always complete.</summary>
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

    /// <exception cref="ArgumentException">No category is named.</exception>
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
