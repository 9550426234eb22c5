using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Parties;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// The portal's own services as the program registers them, for tests of what happens behind the pages. Nothing is
/// started, and nothing is read or made a second time: rules, policies and keys are one for the whole run.
/// </summary>
internal static class PortalServices
{
    private static readonly DirectoryInfo s_directory = Directory.CreateTempSubdirectory("jpp-services-");

    private static readonly string[] s_settings =
    [
        "--environment=Production",
        $"--contentRoot={AppContext.BaseDirectory}",
        $"--Portal:DataDirectory={s_directory.FullName}",
        "--Portal:Connectors:AllowPrivateNetworks=true",
        "--Portal:Connectors:Secrets:assemblyai=aai-key",
        "--Portal:Connectors:Secrets:openai=sk-key",
    ];

    private static readonly EphemeralDataProtectionProvider s_protection = new();
    private static readonly Lazy<ServiceDescriptor[]> s_registered = new(Register);

    /// <summary>The shipped versions of the policy.</summary>
    public static readonly PolicyLibrary Library = PolicyLibrary.Load(ReviewedRules.Directory);

    /// <summary>Signs receipts and certificates.</summary>
    public static readonly PortalKey Key = TestKey.Create();

    /// <param name="settings">The database.</param>
    /// <param name="contexts">Opens contexts on it.</param>
    /// <param name="clock">The clock of all services.</param>
    /// <param name="replace">Replaces more of them.</param>
    public static ServiceProvider Create(
        DatabaseSettings settings,
        IDbContextFactory<PortalDbContext> contexts,
        TimeProvider clock,
        Action<IServiceCollection>? replace = null
    )
    {
        var services = new ServiceCollection { s_registered.Value };
        services.AddSingleton(settings).AddSingleton(contexts).AddSingleton(clock);
        replace?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static ServiceDescriptor[] Register()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => s_directory.Delete(recursive: true);
        var services = Program.CreateBuilder(s_settings).Services;
        services
            .RemoveAll<ILoggerProvider>()
            .AddSingleton(TestLocalizer.English)
            .AddSingleton(MailTestData.Portal)
            .AddSingleton(MailTestData.SettingsForPort(25))
            .AddSingleton(ReviewedRules.Shipped)
            .AddSingleton(PartyRegisters.Recipes)
            .AddSingleton<IDataProtectionProvider>(s_protection)
            .AddSingleton(Library)
            .AddSingleton(Key);
        return [.. services];
    }
}
