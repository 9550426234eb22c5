using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>Data protection with keys that all nodes share, in the database, encrypted with a key that is not in it.</summary>
internal static class DataProtectionSetup
{
    public static IServiceCollection AddPortalDataProtection(this IServiceCollection services, MasterKeyOptions options)
    {
        services
            .AddDataProtection()
            .SetApplicationName("JoinArena.PrivacyPortal")
            .PersistKeysToDbContext<PortalDbContext>();
        return services
            .AddSingleton(options)
            .AddSingleton<MasterKeyRing>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
                provider.GetRequiredService<MasterKeyRing>()
            );
    }
}
