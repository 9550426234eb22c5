using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Account.Oidc.Demo;

/// <summary>
/// Lets each code be redeemed once. OpenIddict sees to that in its database, which the demo does without. Source: RFC
/// 6749, 4.1.2.
/// </summary>
internal sealed class DemoCodes
{
    /// <summary>The claim that tells one code from another. It is in no token.</summary>
    public const string Claim = "demo_code";

    // One that nobody redeems stays until the demo ends, a few bytes for each press of a link.
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);

    /// <summary>The name of a new code.</summary>
    public string Open()
    {
        var code = Guid.CreateVersion7().ToString("N");
        _open[code] = true;
        return code;
    }

    /// <summary>True for the first who redeems it.</summary>
    public bool TryRedeem(string? code) => code is not null && _open.TryRemove(code, out _);
}
