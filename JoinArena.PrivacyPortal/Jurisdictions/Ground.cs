namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What a ground allows a party to do.</summary>
public enum GroundUse
{
    Keeping,
    Refusing,
}

/// <summary>A legal reason to keep data or to refuse a request.</summary>
/// <param name="Code">The ground's name in the API and in records; unique among all laws.</param>
/// <param name="Use">What the ground allows.</param>
/// <param name="Citation">The provision of the law that says so.</param>
/// <param name="Text">The sentence the worker reads; English, the key for translation.</param>
public sealed record Ground(string Code, GroundUse Use, string Citation, string Text);
