using System.Security.Claims;

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

    /// <summary>The same, one by one.</summary>
    public static readonly string[] StaffRoles = [Officer, Auditor, Administrator];

    public static readonly IReadOnlyList<string> All = [Worker, .. StaffRoles];

    extension(ClaimsPrincipal reader)
    {
        /// <summary>Whether they are of the team, in whichever role.</summary>
        public bool IsStaff => StaffRoles.Any(reader.IsInRole);
    }
}
