using System.Reflection;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>The build of the portal, for records that name what created them.</summary>
public static class PortalVersion
{
    /// <summary>
    /// The assembly's informational version: the number and, if built from a repository, the commit.
    /// </summary>
    public static readonly string Current = typeof(PortalVersion)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion;
}
