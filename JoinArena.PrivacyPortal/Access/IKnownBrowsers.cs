namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Recognises browsers in which someone has signed in before. Limits count them apart from strangers at the same
/// address, so that a stranger cannot use up what the owner needs to sign in.
/// </summary>
public interface IKnownBrowsers
{
    /// <summary>The account that signed in last in the request's browser; null for a browser that is new.</summary>
    Guid? FindAccount(HttpContext http);
}
