using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Which open pages end with a session.</summary>
public sealed class LiveCircuitsTests
{
    private static readonly Guid s_account = Guid.CreateVersion7();

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_pages_of_a_session_end_with_it_and_those_of_another_go_on()
    {
        var live = new LiveCircuits();
        var ended = Guid.CreateVersion7();
        var other = Guid.CreateVersion7();
        var left = await OpenAsync(live, ended);
        var here = await OpenAsync(live, other);

        live.EndSession(ended);
        _clock.Advance(AccountCircuitHandler.ReloadAfter);

        (left.Browser.Reloads, here.Browser.Reloads).ShouldBe((1, 0));
        live.End(s_account);
        _clock.Advance(AccountCircuitHandler.ReloadAfter);
        (left.Browser.Reloads, here.Browser.Reloads).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_page_that_ends_takes_no_input_and_the_one_that_somebody_leaves_is_not_brought_back()
    {
        var live = new LiveCircuits();
        var session = Guid.CreateVersion7();
        var stays = await OpenAsync(live, session);
        var leaves = await OpenAsync(live, session);
        var inputs = 0;
        var input = stays.Circuit.CreateInboundActivityHandler(_ =>
        {
            inputs++;
            return Task.CompletedTask;
        });

        await input(null!);
        live.EndSession(session);
        await input(null!);
        stays.Browser.Reloads.ShouldBe(0, "whoever signs out is on the way to another page");
        await leaves.Circuit.OnCircuitClosedAsync(null!, CancellationToken.None);
        _clock.Advance(AccountCircuitHandler.ReloadAfter);

        inputs.ShouldBe(1);
        (stays.Browser.Reloads, leaves.Browser.Reloads).ShouldBe((1, 0));
    }

    private async Task<(AccountCircuitHandler Circuit, Browser Browser)> OpenAsync(LiveCircuits live, Guid session)
    {
        var browser = new Browser();
        var circuit = new AccountCircuitHandler(live, new SignedIn(session), browser, _clock);
        await circuit.OnCircuitOpenedAsync(null!, CancellationToken.None);
        return (circuit, browser);
    }

    private sealed class Browser : NavigationManager
    {
        public Browser() => Initialize("https://privacy.example/", "https://privacy.example/staff");

        public int Reloads { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Reloads++;
    }

    private sealed class SignedIn(Guid session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(
                new AuthenticationState(
                    new(
                        new ClaimsIdentity(
                            [
                                new(ClaimTypes.NameIdentifier, s_account.ToString()),
                                new(SignInClaims.Session, session.ToString()),
                            ],
                            "test"
                        )
                    )
                )
            );
    }
}
