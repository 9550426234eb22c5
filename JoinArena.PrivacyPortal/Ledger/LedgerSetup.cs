using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Telemetry;
using JoinArena.PrivacyPortal.Ledger.Audit;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>The transparency log: signs what happened, and lets anyone check that nothing was changed later.</summary>
public static class LedgerSetup
{
    public static WebApplicationBuilder AddLedger(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddSingleton(services =>
                LedgerOptions.From(
                    builder.Configuration,
                    services.GetRequiredService<DataDirectory>(),
                    services.GetRequiredService<PublicAddress>()
                )
            )
            .AddSingleton<LogKeyLoader>()
            .AddSingleton(services => services.GetRequiredService<LogKeyLoader>().Load())
            .AddSingleton<LedgerErasure>()
            .AddSingleton<LogReset>()
            .AddSingleton<LedgerProofs>()
            .AddHostedService<KeyAtStart>()
            .AddSingleton<LastCheckpointFile>()
            .AddSingleton<LogHealth>()
            .AddSingleton<LeaderLease>()
            .AddSingleton<CheckpointPublisher>()
            .AddSingleton(services => new CheckpointCopies(
                [
                    .. services.GetRequiredService<LedgerOptions>().Copies.Select(copy => new Uri(copy, "checkpoint")),
                    .. services
                        .GetRequiredService<WitnessOptions>()
                        .Witnesses.Select(w => w.GetCheckpointAddress(services.GetRequiredService<PortalKey>().Origin)),
                ],
                services.GetRequiredService<PortalKey>(),
                services.GetRequiredService<LastCheckpointFile>(),
                services.GetRequiredService<IHttpClientFactory>()
            ))
            .AddSingleton<FreshNodeGuard>()
            .AddSingleton<Sequencer>()
            .AddSingleton<LedgerLog>()
            .AddSingleton<LogExport>()
            .AddSingleton<RecordAudit>()
            .AddSingleton<RecordedRowCheck>()
            .AddStoredGauges(LedgerMetrics.Gauges)
            .AddSingleton(services => LedgerMetrics.CreateHaltedGauge(services.GetRequiredService<LogHealth>()))
            .AddHostedService<LedgerWorker>()
            .AddBackgroundJob<CheckpointCleanupJob>(every: TimeSpan.FromMinutes(60))
            .AddScoped<IHomeCardSource, LedgerHomeCards>()
            .AddNavEntries(
                new NavEntry("Check a receipt yourself", "/verify", 20) { Place = NavPlace.Footer },
                new NavEntry("The ledger", "/ledger", 21) { Place = NavPlace.Footer }
            )
            .AddNavEntries(
                new NavEntry("Audit", "/staff/audit", 71, $"{Roles.Auditor},{Roles.Administrator}")
                {
                    Place = NavPlace.Desk,
                }
            )
            .AddHealthChecks()
            .AddCheck<LogHealth>("ledger");
        builder.AddWitnesses();
        return builder;
    }

    public static WebApplication MapLedger(this WebApplication app)
    {
        app.MapGet("/ledger/key", (PortalKey key) => Results.Text($"{key.Verifier}\n", "text/plain; charset=utf-8"))
            .AllowAnonymous()
            .WithTags("Ledger")
            .WithSummary("The verifier key of this portal's receipts, certificates and checkpoints.");
        app.MapGet(
                "/ledger/keys",
                (PortalKey key) =>
                    Results.Text(string.Concat(key.Verifiers.Select(k => $"{k}\n")), "text/plain; charset=utf-8")
            )
            .AllowAnonymous()
            .WithTags("Ledger")
            .WithSummary("All verifier keys this log has had, the current one first.");
        app.MapLedgerFilesApi();
        app.MapWitnessApi();
        return app;
    }

    /// <summary>
    /// Opens the key when the portal starts, so that a wrong or missing one stops the start, and not a receipt that must
    /// be signed later.
    /// </summary>
    private sealed class KeyAtStart(PortalKey key, LedgerOptions options, ILogger<KeyAtStart> log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.LogInformation("The ledger's verifier key is {VerifierKey}.", key.Verifier);
            if (KeyFile.IsOpenToOthers(options.KeyFile))
            {
                log.LogWarning(
                    "Users other than its owner can access {KeyFile}, and anyone who has the file can sign as this "
                        + "portal. "
                        + "Restrict the access (chmod 600).",
                    options.KeyFile
                );
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
