using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// Turns Identity's error lists into exceptions where the input was checked before, so an error is a bug.
/// </summary>
internal static class IdentityResultExtensions
{
    extension(IdentityResult answer)
    {
        /// <exception cref="InvalidOperationException">
        /// Identity refused. The message contains its error codes and nothing personal.
        /// </exception>
        public void ThrowIfFailed()
        {
            if (!answer.Succeeded)
            {
                throw new InvalidOperationException(
                    $"Identity refused: {string.Join(", ", answer.Errors.Select(e => e.Code))}"
                );
            }
        }
    }

    extension(UserManager<PortalAccount> users)
    {
        /// <summary>Saves a new account and returns it.</summary>
        public async Task<PortalAccount> CreateAccountAsync(PortalAccount account)
        {
            (await users.CreateAsync(account)).ThrowIfFailed();
            return account;
        }
    }
}
