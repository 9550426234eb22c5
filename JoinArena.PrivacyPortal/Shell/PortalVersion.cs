using System.Reflection;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Which build of the portal this is, for records that say what made them.</summary>
public static class PortalVersion
{
    /// <summary>
    /// The assembly's informational version: its number and, where it was built from a repository, the commit.
    /// </summary>
    public static readonly string Current = typeof(PortalVersion)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion;
}
