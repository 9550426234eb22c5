using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// The whole portal as a person meets it: listening on loopback, on a data directory of its own, without demo data. One
/// for each test class, as an
/// <c>IClassFixture&lt;Portal&gt;</c>; derive from it to change what a class needs.
/// </summary>
public class Portal : IAsyncLifetime
{
    /// <summary>The rounds with which it hashes passwords.</summary>
    internal const int PasswordIterations = 1_000;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-portal-");
    private readonly ErrorLogCollector _log = new();
    private Host? _host;
    private Uri? _url;

    /// <summary>Where it listens, also after a restart.</summary>
    public virtual Uri Url => _url ?? throw new InvalidOperationException("The portal has not been started.");

    /// <summary>What it runs with. Prefer the pages and the API.</summary>
    public IServiceProvider Services => _host!.Services;

    /// <summary>Everything it keeps.</summary>
    public string DataDirectory => _directory.FullName;

    /// <summary>The mail it has sent.</summary>
    public Postbox Mail => new(Path.Combine(DataDirectory, "mail"));

    /// <summary>Its clock, when a class wants to move it.</summary>
    public virtual TimeProvider? Clock => null;

    public virtual async Task InitializeAsync()
    {
        await PrepareAsync();
        Start();
    }

    public virtual async Task DisposeAsync()
    {
        await StopAsync();
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    /// <summary>Ends it in good order and starts it again on the same data directory.</summary>
    public Task RestartAsync() => RestartAsync(() => { });

    /// <inheritdoc cref="RestartAsync()"/>
    /// <param name="meanwhile">What is done to what it keeps.</param>
    public Task RestartAsync(Action meanwhile) =>
        RestartAsync(() =>
        {
            meanwhile();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="RestartAsync()"/>
    /// <param name="meanwhile">What happens while nothing answers.</param>
    public async Task RestartAsync(Func<Task> meanwhile)
    {
        await StopAsync();
        await meanwhile();
        Start();
    }

    /// <summary>
    /// Walks through it as one person with a real browser. What the portal logs as an error meanwhile fails the walk.
    /// </summary>
    /// <inheritdoc cref="BrowserUser.RunAsync"/>
    public async Task VisitInBrowserAsync(Func<BrowserUser, Task> walk, bool javaScript = true)
    {
        try
        {
            await BrowserUser.RunAsync(Url, walk, javaScript);
        }
        catch (Exception fault) when (_log.Entries.Count > 0)
        {
            throw new InvalidOperationException(
                $"{fault.Message}\nThe portal logged:\n{string.Join('\n', _log.Entries)}",
                fault
            );
        }

        _log.Entries.ShouldBeEmpty();
    }

    /// <summary>Somebody without cookies, who reads pages and sends forms as a browser without scripts does.</summary>
    public HtmlClient CreateAnonymousClient() => new(Url);

    /// <summary>Somebody who has signed in by the form.</summary>
    public async Task<HtmlClient> SignInAsync(string email, string password = Given.Password)
    {
        var person = CreateAnonymousClient();
        await person.SignInAsync(email, password);
        return person;
    }

    /// <summary>One of JoinArena's systems, with a key of its own.</summary>
    /// <param name="scopes">What its key may do; everything, when none is named.</param>
    public async Task<ApiClient> CreateApiClientAsync(params string[] scopes)
    {
        var key = await Services
            .GetRequiredService<ApiKeyStore>()
            .CreateAsync(
                $"test-{Guid.CreateVersion7()}",
                scopes.Length == 0 ? Scopes.All : scopes,
                CancellationToken.None
            );
        return new(Url, key.Value!);
    }

    /// <summary>Makes it so: announced and reported over the API, accepted by the form.</summary>
    public async Task<GivenWorker> SetUpAsync(GivenWorker worker)
    {
        var api = await CreateApiClientAsync();
        await api.PutWorkerAsync(worker.Id, worker.Email, worker.Name, worker.Jurisdiction);
        await Services
            .GetRequiredService<AccountSeeder>()
            .EnsureAsync(worker.Email, Given.Password, Roles.Worker, CancellationToken.None);
        foreach (var version in worker.Accepted)
        {
            var person = await (await SignInAsync(worker.Email)).GoToAsync("/policy/accept");
            await person.Tick($"I have read and accept version {version}").PressAsync("Accept");
            person.Path.ShouldStartWith("/acceptances/", Case.Sensitive, person.Text);
        }

        foreach (var (party, name, kind, purpose) in worker.Parties)
        {
            await api.PutPartyAsync(party, name, kind);
            await api.DiscloseAsync(Given.Disclosure(worker.Id, party, purpose));
        }

        return worker;
    }

    /// <summary>Somebody of the staff, with an account.</summary>
    /// <param name="role">Of <see cref="Roles"/>.</param>
    /// <returns>Their address.</returns>
    public async Task<string> CreateStaffAccountAsync(string role)
    {
        var email = $"{role}-{Guid.CreateVersion7():N}@joinarena.example";
        await Services
            .GetRequiredService<AccountSeeder>()
            .EnsureAsync(email, Given.Password, role, CancellationToken.None);
        return email;
    }

    /// <summary>Gives it its database, with the schema: an upgrade is for other tests.</summary>
    protected virtual Task PrepareAsync() =>
        SqliteDatabase.WriteMigratedAsync(Path.Combine(DataDirectory, "portal.db"));

    /// <summary>Whether accounts of <see cref="AccountSeeder"/> can sign in though the demo is off.</summary>
    protected virtual bool OpensSeededAccounts => true;

    /// <summary>Settings, as <c>Portal:Database:Provider</c>.</summary>
    protected virtual void Configure(IDictionary<string, string> settings) { }

    /// <summary>Replaces what reaches outside.</summary>
    protected virtual void Replace(IServiceCollection services) { }

    private void Start()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Portal:DataDirectory"] = DataDirectory,
            ["Portal:Demo:Enabled"] = "false",
            // Letters nobody asked for would stand among those a test looks for.
            ["Portal:Disclosures:Digests"] = "false",
            ["Portal:PoliciesDirectory"] = Path.Combine(AppContext.BaseDirectory, "policies"),
            // One address makes every request of a test.
            ["Portal:Limits:CredentialsPerMinute"] = "10000",
        };
        Configure(settings);
        _host = new Host(
            settings,
            _log,
            services =>
            {
                if (Clock is { } clock)
                    services.AddSingleton(clock);
                // Accounts are made as the demo makes its own: confirmed at once, and staff without a second step.
                services.AddSingleton(new DemoAccounts(OpensSeededAccounts));
                // Slow on purpose; one test proves the number that ships.
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordIterations);
                // Nobody measures the time of an answer here.
                services.AddSingleton(new AnswerTime(TimeSpan.Zero));
                Replace(services);
            }
        );
        _host.UseKestrel(_url?.Port ?? 0);
        _host.StartServer();
        _url = _host.ClientOptions.BaseAddress;
    }

    private async Task StopAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _host = null;
    }

    private sealed class Host(
        Dictionary<string, string> settings,
        ErrorLogCollector faults,
        Action<IServiceCollection> replace
    ) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (name, value) in settings)
                builder.UseSetting(name, value);
            builder.ConfigureLogging(log => log.ClearProviders().AddProvider(faults));
            builder.ConfigureTestServices(services => services.AddHostedService<AddressGate>());
            builder.ConfigureTestServices(replace);
        }
    }
}
