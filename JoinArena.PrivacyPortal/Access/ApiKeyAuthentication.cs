using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Reads <c>Authorization: Bearer jpp_…</c>.</summary>
internal sealed class ApiKeyAuthentication(
    ApiKeyStore keys,
    RefusalLog refusals,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string ScopeClaim = "scope";

    /// <summary>
    /// A party whose erasures the key may answer. A key without this claim may answer those of every party.
    /// </summary>
    public const string PartyClaim = "party";

    /// <summary>The key's id.</summary>
    private const string KeyClaim = "key_id";

    /// <summary>The key that the request sends, or null if it sends none.</summary>
    public static string? FindSecret(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && "Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)
            ? header.Parameter ?? ""
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (FindSecret(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        var found = await keys.FindAsync(secret, Context.RequestAborted);
        if (!found.IsSuccess)
        {
            keys.RecordMisuse(found.Error);
            return AuthenticateResult.Fail("The API key is unknown, revoked, expired or of the demo, which is off.");
        }

        var key = found.Value;
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, key.Name), new(KeyClaim, key.Id.ToString()), .. CreateClaims(key.Scopes)],
            SchemeName
        );
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    private static IEnumerable<Claim> CreateClaims(List<string> scopes)
    {
        var parties = scopes.Select(Scopes.FindParty).OfType<string>().ToList();
        foreach (
            var scope in scopes
                .Select(s => Scopes.FindParty(s) is null ? s : Scopes.ErasuresWrite)
                .Distinct(StringComparer.Ordinal)
        )
        {
            yield return new(ScopeClaim, scope);
        }

        if (!scopes.Contains(Scopes.ErasuresWrite))
        {
            foreach (var party in parties)
                yield return new(PartyClaim, party);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiProblem.Unauthorized.ExecuteAsync(Context);
    }

    // RFC 6750 3.1: the header names the scope too.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Guid.TryParse(Context.User.FindFirstValue(KeyClaim), out var key))
            refusals.RecordKey(key, SecurityEventResult.Refused, "scope missing");
        var scope = string.Join(
            ' ',
            ScopeRequirement.GetRequiredScopes(Context.GetEndpoint()?.Metadata ?? EndpointMetadataCollection.Empty)
        );
        Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        return ApiProblem.CreateScopeMissing(scope).ExecuteAsync(Context);
    }
}
