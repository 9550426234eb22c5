using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>The portal beside a real provider, which is the platform's sign-in.</summary>
public class OidcPortal : Portal
{
    public TestProvider Provider { get; } = new();

    public override async Task InitializeAsync()
    {
        await Provider.StartAsync();
        await base.InitializeAsync();
        await Provider.RegisterAsync(Url);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>A worker whom JoinArena has announced.</summary>
    /// <param name="email">The announced address; null for one that nobody has.</param>
    public async Task<ProviderPerson> AnnounceAsync(string? email = null)
    {
        var id = $"w-{Guid.CreateVersion7():N}";
        email ??= $"{id}@people.example";
        await (await CreateApiClientAsync()).PutWorkerAsync(id, email, "Ana Lopes");
        return new(id) { Email = email };
    }

    /// <summary>A worker of whom a party has something to delete.</summary>
    public async Task<ProviderPerson> AnnounceWithDataAsync()
    {
        var person = await AnnounceAsync();
        await ReportAsync(person.Subject);
        return person;
    }

    /// <summary>A party gets something of a worker.</summary>
    public async Task ReportAsync(string worker)
    {
        var api = await CreateApiClientAsync();
        await api.PutPartyAsync("northwind", "Northwind", "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(worker, "northwind"));
    }

    /// <summary>Somebody who opens a page and signs in with the platform on the way.</summary>
    public async Task<HtmlClient> ContinueAsync(ProviderPerson? person, string page = "/account/manage")
    {
        Provider.Person = person;
        var browser = await CreateAnonymousClient().GoToAsync(page);
        browser.Path.ShouldStartWith("/account/login", Case.Sensitive, browser.Text);
        return await browser.FollowAsync("Continue with JoinArena");
    }

    /// <summary>The account of an address, or null.</summary>
    public async Task<PortalAccount?> FindAccountAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>().FindByEmailAsync(email);
    }

    /// <summary>The account that a person of the platform signs in to, or null.</summary>
    public async Task<PortalAccount?> FindAccountAsync(ProviderPerson person)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<UserManager<PortalAccount>>()
            .FindByLoginAsync("joinarena", person.Subject);
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:Oidc:Authority"] = Provider.Issuer;
        settings["Portal:Oidc:ClientId"] = TestProvider.ClientId;
        settings["Portal:Oidc:ClientSecret"] = TestProvider.ClientSecret;
        settings["Portal:Oidc:Scopes"] = "openid email";
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class OidcPortalOnPostgres : OidcPortal
{
    private string _connection = "";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
    }

    protected override async Task PrepareAsync() =>
        _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();

    protected override void Configure(IDictionary<string, string> settings)
    {
        base.Configure(settings);
        settings["Portal:Database:Provider"] = nameof(DatabaseProvider.Postgres);
        settings["ConnectionStrings:Portal"] = _connection;
    }
}

/// <summary>One where the provider says who is staff, and asks for more where it matters.</summary>
public class OidcStaffPortal : OidcPortal
{
    public const string TwoFactor = "urn:example:two-factor";
    public const string Confirmed = "urn:example:confirmed";

    protected override void Configure(IDictionary<string, string> settings)
    {
        base.Configure(settings);
        settings["Portal:Oidc:RoleClaim"] = ProviderPerson.RoleClaim;
        settings["Portal:Oidc:TwoFactorAcr"] = TwoFactor;
        settings["Portal:Oidc:StepUpAcr"] = Confirmed;
    }
}

/// <summary>One where people sign in with the platform or not at all.</summary>
public sealed class OidcOnlyPortal : OidcStaffPortal
{
    protected override void Configure(IDictionary<string, string> settings)
    {
        base.Configure(settings);
        settings["Portal:Oidc:Only"] = "true";
    }
}
