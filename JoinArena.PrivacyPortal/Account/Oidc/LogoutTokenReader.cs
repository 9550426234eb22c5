using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Checks the tokens with which the platform ends sessions. Source: OpenID Connect Back-Channel Logout 1.0, 2.6.</summary>
internal sealed class LogoutTokenReader(IOptionsMonitor<OpenIdConnectOptions> options)
{
    private const int MaxLength = 16_384;
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly JsonWebTokenHandler s_handler = new() { MapInboundClaims = false };

    private OpenIdConnectOptions Oidc => options.Get(OidcProvider.Scheme);

    /// <summary>What the token ends; null if it is not one of the provider, for this portal, of this time.</summary>
    public async Task<ProviderLogout?> ReadAsync(string? token, CancellationToken ct)
    {
        if (token is not { Length: > 0 and <= MaxLength })
            return null;
        var result = await CheckAsync(token, ct);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have a new key.
            Oidc.ConfigurationManager!.RequestRefresh();
            result = await CheckAsync(token, ct);
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken checkedToken } ? Read(checkedToken) : null;
    }

    private static ProviderLogout? Read(JsonWebToken token)
    {
        // An ID token is not a logout token: it has another type and no such event, and what has a nonce is an ID token.
        if (
            !string.Equals(token.Typ, "logout+jwt", StringComparison.OrdinalIgnoreCase)
            || token.TryGetClaim("nonce", out _)
            || token.IssuedAt == DateTime.MinValue
            || !token.TryGetPayloadValue<JsonElement>("events", out var events)
            || events.ValueKind is not JsonValueKind.Object
            || !events.TryGetProperty(Event, out _)
        )
        {
            return null;
        }

        var subject = token.TryGetPayloadValue<string>("sub", out var sub) && sub.Length > 0 ? sub : null;
        var session = token.TryGetPayloadValue<string>("sid", out var sid) && sid.Length > 0 ? sid : null;
        // A token that is sent again ends no session that began after it, but for the difference of two clocks.
        var startedBy = new DateTimeOffset(token.IssuedAt, TimeSpan.Zero) + OidcSetup.ClockSkew;
        return subject is null && session is null ? null : new(subject, session, startedBy);
    }

    private async Task<TokenValidationResult> CheckAsync(string token, CancellationToken ct)
    {
        var provider = await Oidc.ConfigurationManager!.GetConfigurationAsync(ct);
        var checks = Oidc.TokenValidationParameters.Clone();
        checks.IssuerSigningKeys = provider.SigningKeys;
        return await s_handler.ValidateTokenAsync(token, checks);
    }
}
