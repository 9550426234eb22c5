using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

internal static class TestAccounts
{
    extension(Portal portal)
    {
        /// <summary>Somebody whose address is confirmed.</summary>
        public Task AddAccountAsync(string email, string password = Given.Password, string role = Roles.Worker) =>
            portal
                .Services.GetRequiredService<AccountSeeder>()
                .EnsureAsync(email, password, role, CancellationToken.None);

        /// <summary>
        /// Somebody whose address is confirmed, as they would have registered: nothing of the demo's holds for them.
        /// </summary>
        public async Task AddOwnAccountAsync(string email, string role = Roles.Worker)
        {
            await using var scope = portal.Services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
            var account = PortalAccount.Create(email, TimeProvider.System.GetUtcNow());
            account.EmailConfirmed = true;
            account.PasswordHash = users.PasswordHasher.HashPassword(account, Given.Password);
            (await users.CreateAsync(account)).Succeeded.ShouldBeTrue();
            (await users.AddToRoleAsync(account, role)).Succeeded.ShouldBeTrue();
        }
    }
}
