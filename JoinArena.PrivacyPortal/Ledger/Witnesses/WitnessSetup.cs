using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Witnesses: others cosign this portal's log, and this portal cosigns the logs of others.</summary>
internal static class WitnessSetup
{
    private const int MaxAnswerBytes = 1 << 16;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public static void AddWitnesses(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton(services =>
                WitnessOptions.From(builder.Configuration, services.GetRequiredService<LedgerOptions>())
            )
            .AddSingleton(services =>
                Open(services.GetRequiredService<WitnessOptions>(), services.GetRequiredService<PortalKey>())
            )
            .AddSingleton<Witness>()
            .AddSingleton<WitnessQueries>()
            .AddBackgroundJob<WitnessCosigningJob>(every: TimeSpan.FromSeconds(1))
            .AddHttpClient(
                WitnessCosigningJob.Client,
                http =>
                {
                    http.Timeout = s_timeout;
                    http.MaxResponseContentBufferSize = MaxAnswerBytes;
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
            );
    }

    private static WitnessKey Open(WitnessOptions options, PortalKey portal)
    {
        KeyFile.CreateIfMissing(options.KeyFile, () => NoteKey.Create($"{portal.Origin}/witness"));
        return NoteKey.TryParse(File.ReadAllText(options.KeyFile).TrimEnd(), out var key)
            ? new(key)
            : throw ConfigurationException.ForSetting(
                "Portal__Ledger__KeyFile",
                $"the file '{options.KeyFile}' beside it holds no valid witness key; restore it from a backup",
                "/etc/joinarena/ledger.key"
            );
    }
}
