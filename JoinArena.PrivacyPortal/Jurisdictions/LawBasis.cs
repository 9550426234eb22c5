namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>Why JoinArena keeps the periods of a law: the law binds it, or it promised to keep them.</summary>
public enum LawBasis
{
    Binding,
    Voluntary,
}
