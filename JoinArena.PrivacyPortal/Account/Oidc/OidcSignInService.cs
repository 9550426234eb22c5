using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account.Oidc;

/// <summary>Signs people in whom the platform's provider has sent back.</summary>
internal sealed class OidcSignInService(
    OidcAccountService accounts,
    UserManager<PortalAccount> users,
    TwoFactorService twoFactor,
    SessionStarter starter,
    ProviderTokenSeal seal,
    SecurityLog security,
    DemoAccounts demo,
    TimeProvider clock
)
{
    /// <summary>Starts a session, or asks for the second step of the account first.</summary>
    /// <returns>
    /// False if the second step follows, because the account has one and the provider has not proved another; or why no
    /// session begins.
    /// </returns>
    public async Task<Result<bool, OidcSignInError>> SignInAsync(OidcIdentity person, CancellationToken ct)
    {
        var found = await accounts.FindOrMakeAsync(person, ct);
        if (!found.IsSuccess || demo.IsClosed(found.Value))
        {
            var error = found.IsSuccess ? OidcSignInError.AddressTaken : found.Error;
            security.Record(
                SecurityEventKind.SignIn,
                SecurityEventResult.Refused,
                detail: $"{SignInClaims.Provider}: {error.ToKebabCase()}"
            );
            return error;
        }

        // A person may have proved who they are long ago and the provider remembered it. A session must not pass that off
        // as a proof of this moment.
        var now = clock.GetInstant();
        var at = person.AuthenticatedAt > now ? now : person.AuthenticatedAt?.ToInstant();
        // Nor is a factor there the one that the account has here, which protects changes of how one signs in.
        var usedFactor = person.HasSecondFactor && !await FactorChangePolicy.HasFactorAsync(users, found.Value);
        var proof = new SignInProof(at, usedFactor ? at : null, person.Methods)
        {
            Provider = new(person.Session, seal.Seal(person.Token)),
        };
        if (found.Value is { TwoFactorEnabled: true } && !person.HasSecondFactor)
        {
            await twoFactor.RememberFirstFactorAsync(found.Value, proof);
            return false;
        }

        await starter.StartAsync(found.Value, proof);
        return true;
    }
}
