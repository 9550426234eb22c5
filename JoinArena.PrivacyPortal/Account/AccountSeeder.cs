using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Identity;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>Creates confirmed demo accounts without sending email.</summary>
public sealed class AccountSeeder(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>
    /// Creates the account with this password and role. Does nothing if the email address already has an account.
    /// </summary>
    public async Task EnsureAsync(string email, string password, string role, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalAccount>>();
        if (await users.FindByEmailAsync(email) is not null)
            return;

        var account = PortalAccount.Create(email, clock.GetInstant(), isDemo: true);
        account.ConfirmEmail(account.CreatedAt);
        account.PasswordHash = scope
            .ServiceProvider.GetRequiredService<IPasswordHasher<PortalAccount>>()
            .HashPassword(account, password);
        await using var write = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().BeginWriteAsync(ct);
        await users.CreateAccountAsync(account);
        (await users.AddToRoleAsync(account, role)).ThrowIfFailed();
        await write.CommitAsync(ct);
    }
}
