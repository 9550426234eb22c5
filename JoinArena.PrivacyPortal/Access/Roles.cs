using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>The roles of people, as stored by ASP.NET Core Identity.</summary>
public static class Roles
{
    public const string Worker = "worker";

    /// <summary>Handles requests.</summary>
    public const string Officer = "officer";

    /// <summary>Can read everything and change nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Manages staff, keys and parties.</summary>
    public const string Administrator = "administrator";

    /// <summary>All staff roles in one string, for <c>[Authorize(Roles = …)]</c>.</summary>
    public const string Staff = $"{Officer},{Auditor},{Administrator}";

    /// <summary>All staff roles.</summary>
    public static readonly string[] StaffRoles = [Officer, Auditor, Administrator];

    public static readonly IReadOnlyList<string> All = [Worker, .. StaffRoles];

    extension(ClaimsPrincipal reader)
    {
        /// <summary>True if the person has any staff role.</summary>
        public bool IsStaff => StaffRoles.Any(reader.IsInRole);
    }
}
