using System.Runtime.CompilerServices;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>The sources these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Where the solution is.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>A file or folder of the repository.</summary>
    public static string GetPath(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Here([CallerFilePath] string file = "") => file;
}
