using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>
/// The platform's sign-in: OpenIddict, with its stores on SQLite, listening on loopback. Whoever it sends back is
/// <see cref="Person"/>; each browser has a session of its own.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "privacy-portal";
    public const string ClientSecret = "a-secret-of-the-tests";

    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string SessionCookie = "platform-session";

    private readonly string _database = $"Data Source=provider-{Guid.CreateVersion7():N};Mode=Memory;Cache=Shared";
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "test" };
    private readonly ConcurrentQueue<OpenIddictRequest> _questions = new();
    private SqliteConnection? _keeper;
    private WebApplication? _app;

    /// <summary>Who signs in next; null if they do not want to.</summary>
    public ProviderPerson? Person { get; set; }

    /// <summary>Changes each ID token before it is signed.</summary>
    public Action<JsonObject>? Rewrite { get; set; }

    /// <summary>False if the provider does as if nobody had asked for a fresh sign-in.</summary>
    public bool HonoursMaxAge { get; set; } = true;

    /// <summary>Where it listens, also while it is down.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    public string Issuer => Url.ToString();

    /// <summary>What the portal has asked it last.</summary>
    public OpenIddictRequest LastQuestion => _questions.Last();

    /// <summary>The sessions of browsers, the latest last.</summary>
    public List<string> Sessions { get; } = [];

    public async Task StartAsync()
    {
        _keeper ??= new(_database);
        await _keeper.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Url.ToString());
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        builder.Services.AddDbContext<DbContext>(db => db.UseSqlite(_database).UseOpenIddict());
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);
        _app = builder.Build();
        _app.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], Authorize);
        // As a delegate: a handler of one HttpContext would have its result ignored.
        _app.MapPost("/connect/token", (Delegate)ExchangeAsync);
        _app.MapMethods("/connect/end-session", [HttpMethods.Get, HttpMethods.Post], EndSession);
        await using (var scope = _app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await _app.StartAsync();
        Url = new(_app.Urls.Single());
        // The first answer of a process takes long on a busy machine.
        using var http = new HttpClient();
        foreach (var page in new[] { ".well-known/openid-configuration", ".well-known/jwks" })
            await http.GetStringAsync(new Uri(Url, page));
    }

    /// <summary>Stops answering. What it has promised is kept.</summary>
    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_keeper is not null)
            await _keeper.DisposeAsync();
    }

    /// <summary>Makes the portal its client.</summary>
    public async Task RegisterAsync(Uri portal)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new(portal, "account/oidc/callback") },
            PostLogoutRedirectUris = { new(portal, "account/oidc/signed-out") },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
    }

    /// <summary>Signs what it says with its key.</summary>
    public string Sign(JsonObject payload, string type = "JWT", SecurityKey? key = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            payload.ToJsonString(),
            new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256),
            new Dictionary<string, object>(StringComparer.Ordinal) { ["typ"] = type }
        );

    private void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetEndSessionEndpointUris("connect/end-session")
            .AllowAuthorizationCodeFlow()
            .RegisterScopes(Scopes.Email)
            .AddSigningKey(_key)
            .AddEphemeralEncryptionKey();
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        server.AddEventHandler<ApplyTokenResponseContext>(handler =>
            handler
                .UseInlineHandler(answer =>
                {
                    if (Rewrite is { } rewrite && answer.Response.IdToken is { } token)
                        answer.Response.IdToken = Sign(Change(token, rewrite));
                    return default;
                })
                .SetOrder(int.MinValue + 1)
        );
    }

    private static JsonObject Change(string token, Action<JsonObject> rewrite)
    {
        var payload = (JsonObject)JsonNode.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]))!;
        rewrite(payload);
        return payload;
    }

    private IResult Authorize(HttpContext http)
    {
        var question = http.GetOpenIddictServerRequest()!;
        _questions.Enqueue(question);
        if (Person is not { } person)
            return Results.Forbid(authenticationSchemes: [Scheme]);
        if (http.Request.Cookies[SessionCookie] is not { } session)
        {
            session = Guid.CreateVersion7().ToString("N");
            Sessions.Add(session);
            http.Response.Cookies.Append(SessionCookie, session);
        }

        var isFresh = HonoursMaxAge && question.GetParameter(Parameters.MaxAge) is { } age && (long?)age == 0;
        var at = isFresh ? DateTimeOffset.UtcNow : DateTimeOffset.UtcNow - person.SignedInAgo;
        var identity = new ClaimsIdentity("test");
        identity
            .SetClaim(Claims.Subject, person.Subject)
            .SetClaim("sid", session)
            .SetClaim(Claims.AuthenticationTime, at.ToUnixTimeSeconds())
            .SetClaim(Claims.Email, person.Email)
            .SetClaim(Claims.EmailVerified, person.IsEmailVerified)
            .SetClaim(Claims.AuthenticationContextReference, person.Acr)
            .SetClaims(Claims.AuthenticationMethodReference, [.. person.Amr])
            .SetClaims(ProviderPerson.RoleClaim, [.. person.Roles]);
        identity.SetScopes(question.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return Results.SignIn(new(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http) =>
        Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);

    private static IResult EndSession(HttpContext http)
    {
        http.Response.Cookies.Delete(SessionCookie);
        return Results.SignOut(new() { RedirectUri = "/" }, [Scheme]);
    }
}

/// <summary>Somebody with an account at the platform.</summary>
/// <param name="Subject">For a worker, the worker id.</param>
public sealed record ProviderPerson(string Subject)
{
    public const string RoleClaim = "privacy_role";

    public string? Email { get; init; }

    public bool IsEmailVerified { get; init; } = true;

    public string? Acr { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = ["pwd"];

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How long ago they signed in there.</summary>
    public TimeSpan SignedInAgo { get; init; } = TimeSpan.FromHours(3);
}
