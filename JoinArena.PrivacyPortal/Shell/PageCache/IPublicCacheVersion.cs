namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// The state that cached pages depend on, besides their address. They are cached while it is unchanged.
/// </summary>
public interface IPublicCacheVersion
{
    /// <summary>A value that changes whenever the pages would change for this request.</summary>
    string GetVersion(HttpContext context);
}
