using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>
/// Tokens for links that reset a password. They work for only an hour, because the account is in use.
/// </summary>
internal sealed class PasswordResetTokenProvider(
    IDataProtectionProvider protection,
    IOptions<PasswordResetTokenProvider.Settings> settings,
    ILogger<DataProtectorTokenProvider<PortalAccount>> log
) : DataProtectorTokenProvider<PortalAccount>(protection, settings, log)
{
    public const string ProviderName = "Reset";

    internal sealed class Settings : DataProtectionTokenProviderOptions
    {
        public Settings()
        {
            Name = ProviderName;
            TokenLifespan = TimeSpan.FromHours(1);
        }
    }
}
