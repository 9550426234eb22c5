using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Which open pages end with a session.</summary>
public sealed class LiveCircuitsTests
{
    private static readonly Guid s_account = Guid.CreateVersion7();

    [Fact]
    public async Task The_pages_of_a_session_end_with_it_and_those_of_another_go_on()
    {
        var live = new LiveCircuits();
        var ended = Guid.CreateVersion7();
        var other = Guid.CreateVersion7();
        var left = await OpenAsync(live, ended);
        var here = await OpenAsync(live, other);

        live.EndSession(ended);

        (left.Reloads, here.Reloads).ShouldBe((1, 0));
        live.End(s_account);
        (left.Reloads, here.Reloads).ShouldBe((1, 1));
    }

    private static async Task<Browser> OpenAsync(LiveCircuits live, Guid session)
    {
        var browser = new Browser();
        var circuit = new AccountCircuitHandler(live, new SignedIn(session), browser);
        await circuit.OnCircuitOpenedAsync(null!, CancellationToken.None);
        return browser;
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
