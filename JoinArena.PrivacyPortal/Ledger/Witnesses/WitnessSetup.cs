using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Witnesses: others who see that this log is never rewritten, and this portal as one of theirs.</summary>
internal static class WitnessSetup
{
    private const int LargestAnswer = 1 << 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

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
                http => (http.Timeout, http.MaxResponseContentBufferSize) = (s_patience, LargestAnswer)
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
                $"'{options.KeyFile}', beside it, holds no witness key; put it back from a copy",
                "/etc/joinarena/ledger.key"
            );
    }
}
