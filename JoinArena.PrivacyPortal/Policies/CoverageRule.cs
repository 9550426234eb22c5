namespace JoinArena.PrivacyPortal.Policies;

/// <summary>One rule of a clause: it allows every combination of these categories, recipients and purposes.</summary>
public sealed record CoverageRule(
    IReadOnlySet<DataCategory> Categories,
    IReadOnlySet<PartyKind> Recipients,
    IReadOnlySet<Purpose> Purposes,
    Direction Direction
)
{
    public bool Allows(DataCategory data, PartyKind with, Purpose purpose, Direction direction) =>
        Direction == direction && Categories.Contains(data) && Recipients.Contains(with) && Purposes.Contains(purpose);
}
