using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Identity answers with a list of errors where ours has checked before: then it is a fault.</summary>
internal static class IdentityResultExtensions
{
    extension(IdentityResult answer)
    {
        /// <exception cref="InvalidOperationException">
        /// Identity refused; the message holds its codes and nothing personal.
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
        /// <summary>Adds the account and gives it back.</summary>
        public async Task<PortalAccount> CreateAccountAsync(PortalAccount account)
        {
            (await users.CreateAsync(account)).ThrowIfFailed();
            return account;
        }
    }
}
