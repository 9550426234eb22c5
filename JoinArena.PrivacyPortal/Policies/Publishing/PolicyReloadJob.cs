using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Policies.Publishing;

/// <summary>
/// Keeps the library in step with its folder: checks the files regularly, loads a valid set and refuses an invalid one
/// as a whole. It polls, because file notifications are lost on network drives, in containers and when a folder is
/// swapped.
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

    /// <summary>Why the folder was refused, or null if its content is served.</summary>
    public PolicyReloadError? Error { get; private set; }

    /// <summary>
    /// Runs before the first page is served: checks that the texts are those served before, and records new ones.
    /// </summary>
    /// <exception cref="ConfigurationException">
    /// A text has changed or is missing since it was first served. The message has one line for each finding.
    /// </exception>
    public async Task RecordServedTextsAsync(CancellationToken ct)
    {
        if (await served.RecordAsync(library.Snapshot, ct) is { Count: > 0 } findings)
            throw ReviewFinding.ToException(findings);
    }

    /// <summary>
    /// Looks at the folder once. A change is checked when the folder looks the same twice in a row, so that a copy in
    /// progress can finish.
    /// </summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var (digest, check) = Look();
        var isStill = digest == _seen;
        _seen = digest;
        if (!isStill || digest == _decided)
            return;

        var (set, findings) = check();
        if (findings.Count == 0)
            findings = await served.RecordAsync(set, ct);
        _decided = digest;
        if (findings.Count > 0)
            Refuse(findings);
        else
            await TakeAsync(set);
    }

    private (string Digest, Func<(PolicySet, IReadOnlyList<ReviewFinding>)> Check) Look()
    {
        try
        {
            var snapshots = source.ReadSnapshots();
            return (PolicyFileSnapshot.ComputeDigest(snapshots), () => PolicyCheck.CheckSnapshots(snapshots));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (fault.Message, () => (PolicySet.Empty, [PolicyCheck.CreateUnreadableFinding(source, fault)]));
        }
    }

    private async Task TakeAsync(PolicySet set)
    {
        var isNew = set.Digest != library.Snapshot.Digest;
        var wasRefused = Error is not null;
        library.Replace(set);
        Error = null;
        if (isNew)
        {
            log.LogInformation(
                "The policies folder has changed. These versions are now served: {Versions}.",
                string.Join(", ", set.Versions.Select(v => v.Name))
            );
        }
        else if (wasRefused)
        {
            log.LogInformation("The policies folder is valid again and matches what is served.");
        }

        await feed.PublishAsync([PolicyLibrary.Subject]);
    }

    private void Refuse(IReadOnlyList<ReviewFinding> findings)
    {
        Error = new PolicyReloadError(clock.GetInstant(), findings);
        log.LogError(
            "The policies folder has changed but is not valid. The previous versions are still served.\n{Findings}",
            string.Join('\n', findings)
        );
    }
}
