using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// The whole portal in memory, where one is signed in by saying so: for what comes after the sign-in.
/// </summary>
public sealed class SignedInPortal : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-signed-in-");

    /// <summary>When everybody had signed in.</summary>
    public static readonly DateTimeOffset SignedInAt = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public Task InitializeAsync() => SqliteDatabase.WriteMigratedAsync(Path.Combine(_directory.FullName, "portal.db"));

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    /// <summary>A browser with no sign-in.</summary>
    public HttpClient CreateAnonymousClient() =>
        CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://privacy.example") });

    /// <summary>The browser of a new worker.</summary>
    public async Task<HttpClient> CreateWorkerClientAsync()
    {
        var id = $"w-{Guid.CreateVersion7()}";
        (
            await Services
                .GetRequiredService<WorkerRegister>()
                .AnnounceAsync(id, new($"{id}@people.example", "Ana Lopes", "DE"), CancellationToken.None)
        ).IsSuccess.ShouldBeTrue();
        var client = CreateAnonymousClient();
        client.DefaultRequestHeaders.Add(HeaderAuthentication.Header, id);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("a test");
        return client;
    }

    /// <summary>One of JoinArena's systems.</summary>
    public async Task<HttpClient> CreatePlatformClientAsync(string scope)
    {
        var key = await Services
            .GetRequiredService<ApiKeyStore>()
            .CreateAsync($"test-{Guid.CreateVersion7()}", [scope], CancellationToken.None);
        var client = CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder
            .UseSetting("Portal:DataDirectory", _directory.FullName)
            .UseSetting("Portal:Demo:Enabled", "false")
            .UseSetting("Portal:PublicUrl", "https://privacy.example")
            .UseSetting("Portal:Acceptance:ReturnOrigins:0", "https://app.joinarena.example")
            .UseSetting("Portal:Acceptance:ReturnOrigins:1", "https://jobs.joinarena.example");
        builder.ConfigureLogging(log => log.ClearProviders());
        builder.ConfigureTestServices(services =>
            services
                .AddCheapPasswordHashing()
                .AddAuthentication(options =>
                    options.DefaultScheme =
                        options.DefaultAuthenticateScheme =
                        options.DefaultChallengeScheme =
                        options.DefaultForbidScheme =
                            HeaderAuthentication.Scheme
                )
                .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.Scheme, null)
        );
    }

    private sealed class HeaderAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory loggers,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        public new const string Scheme = "said-so";
        public const string Header = "X-Worker";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[Header].ToString() is not { Length: > 0 } worker)
                return Task.FromResult(AuthenticateResult.NoResult());
            var who = new ClaimsIdentity(
                [
                    new(ClaimTypes.NameIdentifier, worker),
                    new(ClaimTypes.Role, Roles.Worker),
                    new(WorkerAccess.VerifiedEmailClaim, $"{worker}@people.example"),
                    new(
                        WorkerAccess.VerifiedAtClaim,
                        DateTimeOffset.MaxValue.ToString("O", CultureInfo.InvariantCulture)
                    ),
                    new(SignInClaims.AuthTime, SignedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                    new(SignInClaims.Method, SignInClaims.Password),
                ],
                Scheme
            );
            return Task.FromResult(AuthenticateResult.Success(new(new(who), Scheme)));
        }
    }
}

/// <summary>Who a browser is of.</summary>
internal static class SignedInClientExtensions
{
    public static string GetWorkerId(this HttpClient worker) =>
        worker.DefaultRequestHeaders.GetValues("X-Worker").Single();
}
