using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Has somebody who is signed in show once more that it is them, before something that cannot be undone. GDPR 12(6).</summary>
/// <remarks>Opens a scope of its own, so it may be called from a circuit as well.</remarks>
public sealed class StepUp(IServiceScopeFactory scopes)
{
    /// <summary>Checks the password of the person's account; a wrong one counts towards the same lock-out as at sign-in.</summary>
    public async Task<StepUpAnswer> ConfirmPasswordAsync(ClaimsPrincipal user, string? password, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>().GetUserAsync(user);
        ct.ThrowIfCancellationRequested();
        return await scope.ServiceProvider.GetRequiredService<Credentials>().CheckAsync(account, password ?? "") switch
        {
            PasswordCheck.Right => StepUpAnswer.Confirmed,
            PasswordCheck.Wrong => StepUpAnswer.WrongPassword,
            PasswordCheck.LockedOut => StepUpAnswer.TooManyTries,
        };
    }
}

/// <summary>What came of it.</summary>
public enum StepUpAnswer
{
    Confirmed,
    WrongPassword,

    /// <summary>Locked for a few minutes; the right password would not do either.</summary>
    TooManyTries,
}
