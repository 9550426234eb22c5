using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
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
    }
}
