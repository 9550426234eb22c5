using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// Keeps the library as its folder is: looks at the files, takes a good set in, refuses a bad one as a whole. It looks
/// rather than being told, since
/// notices about files are lost on network drives, in containers and where a folder is swapped.
/// </summary>
internal sealed class PolicyReloadJob(
    PolicyLibrary library,
    PolicySource source,
    FirstServedTextStore served,
    ChangeFeed feed,
    TimeProvider clock,
    ILogger<PolicyReloadJob> log
) : IBackgroundJob
{
    private string _seen = library.Snapshot.Digest;
    private string _decided = library.Snapshot.Digest;

    /// <summary>Why what stands in the folder is not what is served; null while it is.</summary>
    public PolicyReloadError? Error { get; private set; }

    /// <summary>
    /// Before the first page is served: what the library holds is what was served before, and is remembered from now
    /// on.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// A text is not the one that was served first, or is gone; the message has one line a finding.
    /// </exception>
    public async Task RecordServedTextsAsync(CancellationToken ct)
    {
        if (await served.RecordAsync(library.Snapshot, ct) is { Count: > 0 } findings)
            throw ReviewFinding.ToException(findings);
    }

    /// <summary>
    /// Looks at the folder once. A set is judged when it looks the same twice, so that one being copied is left to be
    /// finished.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var (digest, judge) = Look();
        var isStill = digest == _seen;
        _seen = digest;
        if (!isStill || digest == _decided)
            return;

        var (set, findings) = judge();
        if (findings.Count == 0)
            findings = await served.RecordAsync(set, ct);
        _decided = digest;
        if (findings.Count > 0)
            Refuse(findings);
        else
            await TakeAsync(set);
    }

    private (string Digest, Func<(PolicySet, IReadOnlyList<ReviewFinding>)> Judge) Look()
    {
        try
        {
            var disks = source.ReadSnapshots();
            return (PolicyFileSnapshot.ComputeDigest(disks), () => PolicyCheck.CheckSnapshots(disks));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (fault.Message, () => (PolicySet.Empty, [PolicyCheck.CreateUnreadableFinding(source, fault)]));
        }
    }

    private async Task TakeAsync(PolicySet set)
    {
        var (isNew, wasRefused) = (set.Digest != library.Snapshot.Digest, Error is not null);
        library.Replace(set);
        Error = null;
        if (isNew)
        {
            log.LogInformation(
                "The policies folder has changed and is served now: versions {Versions}.",
                string.Join(", ", set.Versions.Select(v => v.Name))
            );
        }
        else if (wasRefused)
        {
            log.LogInformation("The policies folder is again as it is served.");
        }

        await feed.PublishAsync([PolicyLibrary.Subject]);
    }

    private void Refuse(IReadOnlyList<ReviewFinding> findings)
    {
        Error = new PolicyReloadError(clock.GetInstant(), findings);
        log.LogError(
            "The policies folder has changed and is refused; the versions from before are still served.\n{Findings}",
            string.Join('\n', findings)
        );
    }
}

/// <summary>What stands in the folder is not served.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Findings">Why.</param>
internal sealed record PolicyReloadError(DateTimeOffset Since, IReadOnlyList<ReviewFinding> Findings);

/// <summary>
/// Degraded while the folder is refused: people read what they read before, and somebody has to mend the files.
/// </summary>
internal sealed class PolicyHealthCheck(PolicyReloadJob keeper) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            keeper.Error is { } refusal
                ? HealthCheckResult.Degraded(
                    $"the policies folder was refused at {refusal.Since.ToIso()}, and the versions from before are still served; the log says why"
                )
                : HealthCheckResult.Healthy()
        );
}
