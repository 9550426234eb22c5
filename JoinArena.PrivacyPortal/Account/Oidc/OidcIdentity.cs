using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>What the provider's ID token says about a person and their sign-in there.</summary>
internal sealed record OidcIdentity
{
    /// <summary>The <c>sub</c>: for a worker, the worker id.</summary>
    public required string Subject { get; init; }

    /// <summary>The <c>sid</c>: the session at the provider; null if the provider does not name it.</summary>
    public string? Session { get; init; }

    /// <summary>The <c>auth_time</c>: when the person last proved who they are there; null if not said.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>True if <c>amr</c> or <c>acr</c> proves a second factor.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>The <c>acr</c>; null if not said.</summary>
    public string? Acr { get; init; }

    /// <summary>The address, if the provider says that it has been verified.</summary>
    public EmailAddress? VerifiedEmail { get; init; }

    /// <summary>The staff roles that the provider gives; null if it is not asked.</summary>
    public IReadOnlyList<string>? StaffRoles { get; init; }

    /// <summary>The ID token itself, for the sign-out at the provider.</summary>
    public required string Token { get; init; }

    /// <summary>The methods of this sign-in, as a session keeps them.</summary>
    public IReadOnlyList<string> Methods =>
        HasSecondFactor ? [SignInClaims.Provider, SignInClaims.SeveralFactors] : [SignInClaims.Provider];

    /// <summary>Reads the claims of an ID token that has been checked. Null if it lacks <c>sub</c>.</summary>
    public static OidcIdentity? Read(ClaimsPrincipal person, string token, OidcSettings settings)
    {
        if (person.FindFirstValue("sub") is not { Length: > 0 and <= 200 } subject)
            return null;
        var acr = person.FindFirstValue("acr");
        return new()
        {
            Subject = subject,
            Session = person.FindFirstValue("sid") is { Length: > 0 and <= AccountSession.MaxProviderSession } sid
                ? sid
                : null,
            AuthenticatedAt = long.TryParse(
                person.FindFirstValue("auth_time"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var second
            )
                ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(second, DateTimeOffset.MaxValue.ToUnixTimeSeconds()))
                : null,
            Acr = acr,
            HasSecondFactor =
                person.HasClaim("amr", SignInClaims.SeveralFactors)
                || settings.TwoFactorAcr.Contains(acr, StringComparer.Ordinal),
            VerifiedEmail =
                string.Equals(person.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase)
                && EmailAddress.TryParse(person.FindFirstValue("email") ?? "", out var email)
                    ? email
                    : null,
            StaffRoles = settings.RoleClaim is { } claim
                ? [.. Roles.StaffRoles.Where(role => person.HasClaim(claim, role))]
                : null,
            Token = token,
        };
    }
}
