using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

// What an officer reads before it is sent. The steps are those of the real thing, in a transaction that is never committed.
public sealed partial class RemedyService
{
    /// <summary>The email with the answer, as it would be sent now. Nothing is changed.</summary>
    /// <inheritdoc cref="AnswerAsync(Guid, RemedyOutcome, string?, Actor, CancellationToken)"/>
    public Task<Result<Notice, RemedyError>> PreviewAnswerAsync(
        Guid id,
        RemedyOutcome outcome,
        string? reasons,
        Actor by,
        CancellationToken ct
    ) => PreviewAsync(id, change => PreviewAnswerAsync(change, outcome, reasons, by, ct), ct);

    /// <summary>The email about the longer time, as it would be sent now. Nothing is changed.</summary>
    public Task<Result<Notice, RemedyError>> PreviewExtensionAsync(Guid id, string? reason, CancellationToken ct) =>
        PreviewAsync(id, change => PreviewExtensionAsync(change, reason, ct), ct);

    private async Task<Result<Notice, RemedyError>> PreviewAnswerAsync(
        RemedyTransaction change,
        RemedyOutcome outcome,
        string? reasons,
        Actor by,
        CancellationToken ct
    )
    {
        if (await FindObstacleAsync(change, outcome, reasons, by, ct) is { } obstacle)
            return obstacle;
        var (db, request, remedy) = change;
        var now = clock.GetInstant();
        remedy.Answer(outcome, reasons!.Trim(), by.Name!, now);
        var isReopened = outcome is RemedyOutcome.Upheld && await ReopenAsync(db, request, by, now, ct);
        return await emails.ComposeAnsweredAsync(db, request, remedy, isReopened, ct);
    }

    private async Task<Result<Notice, RemedyError>> PreviewExtensionAsync(
        RemedyTransaction change,
        string? reason,
        CancellationToken ct
    )
    {
        if (FindFault(reason) is { } fault)
            return fault;
        var (db, request, remedy) = change;
        var now = clock.GetInstant();
        if (!CanExtend(request, remedy, now))
            return RemedyError.NotNow;
        remedy.Extend(now);
        return await emails.ComposeExtendedAsync(db, request, remedy, reason!.Trim(), ct);
    }

    private Task<Result<Notice, RemedyError>> PreviewAsync(
        Guid id,
        Func<RemedyTransaction, Task<Result<Notice, RemedyError>>> preview,
        CancellationToken ct
    )
    {
        return requests.RunAsync(PreviewOnceAsync, ct);

        async Task<Result<Notice, RemedyError>> PreviewOnceAsync(RequestTransaction transaction)
        {
            var loaded = await LoadAsync(transaction, id, ct);
            return loaded.IsSuccess ? await preview(loaded.Value) : loaded.Error;
        }
    }
}
