namespace JoinArena.PrivacyPortal.Access;

/// <summary>Who somebody is to the portal. Kept by ASP.NET Core Identity under these names.</summary>
public static class Roles
{
    public const string Worker = "worker";

    /// <summary>Works the requests.</summary>
    public const string Officer = "officer";

    /// <summary>Reads all, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Manages staff, keys and parties.</summary>
    public const string Administrator = "administrator";

    /// <summary>For <c>[Authorize(Roles = …)]</c> on pages all staff may read.</summary>
    public const string Staff = $"{Officer},{Auditor},{Administrator}";

    public static readonly IReadOnlyList<string> All = [Worker, Officer, Auditor, Administrator];
}
