using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>The parties whose erasures an API key may see and answer.</summary>
internal static class KeyParties
{
    /// <summary>
    /// The current ids of a party key's parties, because a party may have been merged into another since the key was
    /// made; empty for a key that is not limited to parties.
    /// </summary>
    public static async Task<List<string>> FindKeyPartiesAsync(
        this ClaimsPrincipal key,
        PortalDbContext db,
        CancellationToken ct
    )
    {
        var parties = new List<string>();
        foreach (var claim in key.FindAll(ApiKeyAuthentication.PartyClaim))
            parties.Add(await db.ResolveMergedPartyAsync(claim.Value, ct));
        return parties;
    }
}
