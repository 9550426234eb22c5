using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Provides a slice's part of the home page. It is called on each visit, so it must be fast.
/// </summary>
public interface IHomeCardSource
{
    /// <returns>The sentence and cards for this person, or null if there are none.</returns>
    Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct);

    /// <summary>The subjects of the change feed after whose changes an open page must ask again.</summary>
    IEnumerable<string> Subjects => [];
}
