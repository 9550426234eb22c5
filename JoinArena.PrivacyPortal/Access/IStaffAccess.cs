using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Checks that the person at a live page is still on the privacy team. The page was checked when it was opened, which
/// can be hours ago, and a circuit takes its parts from the browser.
/// </summary>
public interface IStaffAccess
{
    /// <summary>True if the person is signed in and has a staff role now, looked up in the database.</summary>
    Task<bool> IsStaffAsync(ClaimsPrincipal reader, CancellationToken ct);
}
