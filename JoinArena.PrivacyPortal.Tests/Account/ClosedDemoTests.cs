using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>The demo's accounts, whose password everybody can read, once the demo is off; and what the demo refuses.</summary>
public sealed class ClosedDemoTests(ClosedDemoTests.ClosablePortal portal)
    : IClassFixture<ClosedDemoTests.ClosablePortal>
{
    [Fact]
    public async Task Accounts_of_the_demo_open_nothing_while_it_is_off_and_everything_again_once_it_is_on()
    {
        await portal.OpenAsync();
        await portal.AddAccountAsync("officer@example.com", DemoAccounts.Password, Roles.Officer);
        await portal.AddAccountAsync("admin@example.com", DemoAccounts.Password, Roles.Administrator);
        var codes = await TurnOnCodesAsync("admin@example.com");
        var officer = await portal.SignInAsync("officer@example.com", DemoAccounts.Password);
        (await officer.GoToAsync("/staff/requests")).Path.ShouldBe("/staff/requests");
        var cookie = string.Join("; ", officer.Cookies.Select(c => $"{c.Name}={c.Value}"));

        await portal.CloseAsync();

        (await GetAsync("/staff/requests", cookie)).ShouldBe(HttpStatusCode.Redirect, "the session of the demo");
        var again = await PasswordAsync("officer@example.com");
        again.Path.ShouldBe("/account/login");
        again.Text.ShouldContain("That email address and password don’t match.");
        (await again.GoToAsync("/account/login")).Text.ShouldNotContain(DemoAccounts.Password);
        (await PasswordAsync("admin@example.com")).Path.ShouldBe("/account/login", "no second step is asked for");

        await portal.OpenAsync();

        (await GetAsync("/staff/requests", cookie)).ShouldBe(HttpStatusCode.OK);
        var admin = await PasswordAsync("admin@example.com");
        await admin.Type("Code", codes).PressAsync("Sign in");
        admin.Path.ShouldBe("/");
    }

    [Fact]
    public async Task The_start_says_that_there_are_accounts_of_the_demo()
    {
        await portal.OpenAsync();
        await portal.AddAccountAsync("worker@example.com", DemoAccounts.Password);

        await portal.CloseAsync();

        portal.Warnings.ShouldContain(line =>
            line.Contains(
                "accounts of the demo. The demo is off, so they open nothing, and neither do",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task The_demo_refuses_a_database_with_other_workers()
    {
        await portal.OpenAsync();
        await (await portal.CreateApiClientAsync()).PutWorkerAsync("w-real", "real@people.example", "Rea Lopes");

        var refused = await Should.ThrowAsync<ConfigurationException>(() =>
            portal.Services.GetRequiredService<DemoData>().LoadAsync(CancellationToken.None)
        );

        refused.Message.ShouldStartWith("Portal__Demo__Enabled: ");
        refused.Message.ShouldContain("workers who are not the demo's (1)");
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        (await db.Workers.Select(w => w.Id).ToListAsync()).ShouldBe(["w-real"], "nothing was loaded beside them");
    }

    private async Task<string> TurnOnCodesAsync(string email)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        var account = (await users.FindByEmailAsync(email))!;
        await users.ResetAuthenticatorKeyAsync(account);
        await users.SetTwoFactorEnabledAsync(account, true);
        return (
            await users.GenerateNewTwoFactorRecoveryCodesAsync(account, TwoFactorService.RecoveryCodeCount)
        )!.First();
    }

    private async Task<HtmlClient> PasswordAsync(string email)
    {
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        return await person.Type("Email", email).Type("Password", DemoAccounts.Password).PressAsync("Sign in");
    }

    private async Task<HttpStatusCode> GetAsync(string path, string cookie)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Url, path));
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A portal whose demo is turned on and off, without its data.</summary>
    public sealed class ClosablePortal : Portal
    {
        private readonly WarningCollector _log = new();
        private bool _isOpen;

        /// <summary>What it has warned of.</summary>
        public IReadOnlyCollection<string> Warnings => _log.Entries;

        protected override bool OpensSeededAccounts => _isOpen;

        public Task OpenAsync() => TurnAsync(isOpen: true);

        public Task CloseAsync() => TurnAsync(isOpen: false);

        protected override void Replace(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_log);

        private async Task TurnAsync(bool isOpen)
        {
            if (_isOpen == isOpen)
                return;
            await RestartAsync(() => _isOpen = isOpen);
        }
    }

    private sealed class WarningCollector : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _entries = new();

        public IReadOnlyCollection<string> Entries => _entries;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                _entries.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
            // Each start of the portal disposes what it logs to, and the next one logs here again.
        }
    }
}
