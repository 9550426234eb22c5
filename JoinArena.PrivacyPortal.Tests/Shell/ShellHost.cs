using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>
/// The shell alone, listening: its pipeline and pages, no slice, and a few addresses that misbehave on purpose.
/// </summary>
public abstract class ShellHost : IAsyncLifetime
{
    /// <summary>The sender is signed in with the role it names.</summary>
    public const string RoleCookie = "role";

    private WebApplication _app = null!;

    protected abstract string Environment { get; }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>What was logged as an error.</summary>
    internal ErrorLogCollector Errors { get; } = new();

    public Task InitializeAsync() => StartAsync("http://127.0.0.1:0");

    public async Task DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Ends it, as a new release would, and does in the meantime what the caller wants.</summary>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        var address = _app.Urls.Single();
        await _app.DisposeAsync();
        await meanwhile();
        await StartAsync(address);
    }

    private async Task StartAsync(string address)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = Environment,
                ApplicationName = typeof(App).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseStaticWebAssets().UseUrls(address);
        builder.Logging.ClearProviders().AddProvider(Errors);
        // Not https: then the portal would take it that every request had come that way, and these come straight to it.
        builder.Configuration["Portal:PublicUrl"] = "http://privacy.example";
        builder.AddShell();
        builder
            .Services.AddSingleton(TimeProvider.System)
            .AddSingleton(services => new PublicAddress(
                PublicAddress.GetConfiguredUrl(builder.Configuration),
                builder.Configuration,
                services.GetRequiredService<IServer>()
            ))
            .AddHttpContextAccessor()
            .AddSingleton<SecurityEventQueue>()
            .AddSingleton<SecurityLog>()
            .AddSingleton<RefusalLog>()
            .AddRateLimiter(_ => { })
            .AddNavEntries(
                new NavEntry("Policy", "/policy", 10),
                new NavEntry("Who has my data", "/my-data", 20, Roles.Worker),
                new NavEntry("Requests", "/staff/requests", 30, Roles.Staff)
            )
            .AddScoped<IHomeCardSource, SampleAttention>();
        builder
            .Services.AddAuthentication(RoleCookieAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, RoleCookieAuthentication>(RoleCookieAuthentication.Scheme, null);
        builder
            .Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(WorkerAccess.Policy, policy => policy.RequireAuthenticatedUser());
        _app = builder.Build();
        _app.UseShell();
        _app.MapShell();
        _app.MapMethods(
                "/broken",
                ["GET", "POST"],
                string () => throw new InvalidOperationException("broken on purpose")
            )
            .AllowAnonymous();
        _app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("broken on purpose"))
            .AllowAnonymous();
        _app.MapGet("/officers", () => "desk").RequireAuthorization(policy => policy.RequireRole(Roles.Officer));
        _app.MapPost("/changes", ([FromForm] string what) => what).AllowAnonymous();
        await _app.StartAsync();
    }

    /// <summary>A browser of somebody with this role, or of nobody.</summary>
    public HttpClient CreateBrowser(string? role = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Url,
        };
        if (role is not null)
            client.DefaultRequestHeaders.Add("Cookie", $"{RoleCookie}={role}");
        return client;
    }

    /// <summary>The body of a page.</summary>
    public async Task<string> GetPageAsync(
        string address,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? role = null
    )
    {
        using var browser = CreateBrowser(role);
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(expected, address);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Signs in every caller that names a role.</summary>
    private sealed class RoleCookieAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory loggers,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        public new const string Scheme = "named-by-cookie";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Cookies[RoleCookie] is not { Length: > 0 } role)
                return Task.FromResult(AuthenticateResult.NoResult());

            var person = new ClaimsIdentity(
                [new(ClaimTypes.Name, role), new(ClaimTypes.Role, role), new(WorkerAccess.ZoneClaim, "Europe/Lisbon")],
                Scheme
            );
            return Task.FromResult(AuthenticateResult.Success(new(new(person), Scheme)));
        }
    }

    private sealed class SampleAttention : IHomeCardSource
    {
        public Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct) =>
            Task.FromResult(
                reader.IsInRole(Roles.Worker)
                    ? new HomeCardGroup(1, "3 parties have data about you.")
                    {
                        Cards =
                        [
                            new("A reply", "The privacy team has answered.", "/inbox", "Read it"),
                            new(
                                "An answer is late",
                                "It was due yesterday.",
                                "/deletion/1",
                                "See who",
                                StatusKind.Error
                            ),
                        ],
                    }
                    : null
            );
    }
}

/// <summary>As on a developer's machine.</summary>
public sealed class DevelopmentShell : ShellHost
{
    protected override string Environment => Environments.Development;
}

/// <summary>As it is run for real.</summary>
public sealed class ProductionShell : ShellHost
{
    protected override string Environment => Environments.Production;
}
