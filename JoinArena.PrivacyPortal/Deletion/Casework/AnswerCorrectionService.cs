using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>
/// An officer corrects what an officer wrote down wrongly as a party's answer, until the request ends. The worker is told
/// what was recorded before, what is recorded now and why; the team keeps the reason as a note.
/// </summary>
public sealed class AnswerCorrectionService(
    RequestTransactions requests,
    RequestProgressService progress,
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock
)
{
    /// <summary>Records another answer in place of the one that was written down.</summary>
    /// <param name="reason">
    /// At most <see cref="DeletionRequest.MaxReasonLength"/> characters. The worker reads it as it is.
    /// </param>
    /// <returns>The number of the request.</returns>
    public async Task<Result<string, OutcomeError>> CorrectAsync(
        Guid taskId,
        OutcomeReport report,
        string? reason,
        Actor by,
        CancellationToken ct
    ) =>
        reason?.Trim() is { Length: > 0 and <= DeletionRequest.MaxReasonLength } why
            ? await requests.ChangeByTaskAsync(
                taskId,
                OutcomeError.NotFound,
                (db, request, task) => CorrectAsync(db, request, task, new(taskId, report, why, by), ct),
                ct
            )
            : OutcomeError.ReasonNeeded;

    /// <summary>The parts of a request whose answer an officer may correct now.</summary>
    public async Task<IReadOnlySet<Guid>> FindCorrectableAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks)
            .SingleOrDefaultAsync(r => r.Number == number, ct);
        var correctable = new HashSet<Guid>();
        foreach (var task in request?.Tasks ?? [])
        {
            if (await AnswerCorrection.MayOfficerCorrectAsync(db, request!, task, ct))
                correctable.Add(task.Id);
        }

        return correctable;
    }

    private async Task<OutcomeError?> CorrectAsync(
        PortalDbContext db,
        DeletionRequest request,
        ErasureTask task,
        OfficerCorrection correction,
        CancellationToken ct
    )
    {
        var before = task.State;
        if (await progress.CorrectRecordedAsync(db, request, correction, ct) is { } error)
            return error;
        db.RequestNotes.Add(
            new()
            {
                RequestId = request.Id,
                WrittenBy = correction.By.Name!,
                WrittenAt = clock.GetInstant(),
                Body = Describe(task, before, correction.Reason),
            }
        );
        return null;
    }

    // The team reads English. The longest name and the longest reason fit into a note together.
    private static string Describe(ErasureTask task, TaskState before, string reason) =>
        $"Answer of {task.PartyName} corrected, from {before.ToKebabCase()} to {task.State.ToKebabCase()}: {reason}";
}
