using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Keeps the answers of parties that differ from the recorded answer or come too late.</summary>
public sealed class ConflictingAnswerStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>More answers to one task would tell the privacy team nothing new.</summary>
    private const int MaxAnswersOfTask = 20;

    /// <summary>Saves an answer, unless the same answer has been saved before.</summary>
    public async Task SaveAsync(Guid taskId, OutcomeReport report, Actor by, CancellationToken ct)
    {
        if (
            report.Note?.Length > OutcomeReport.MaxNoteLength
            || report.Ground?.Length > ConflictingAnswer.MaxGroundLength
        )
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var saved = await db.ConflictingAnswers.Where(a => a.TaskId == taskId).ToListAsync(ct);
        if (saved.Count >= MaxAnswersOfTask || saved.Exists(a => a.ToReport() == report))
            return;
        db.ConflictingAnswers.Add(
            new()
            {
                TaskId = taskId,
                At = clock.GetInstant(),
                ReportedBy = by.Name,
                Outcome = report.Outcome,
                Ground = report.Ground,
                Until = report.Until,
                Note = report.Note,
            }
        );

        var number = await db.QueryRequestOfTask(taskId).Select(r => r.Number).SingleOrDefaultAsync(ct);
        if (number is not null)
            db.PublishChange(RequestChanges.GetSubject(number));

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>The conflicting answers of a request by task, the oldest first.</summary>
    public async Task<ILookup<Guid, ConflictingAnswer>> FindByRequestAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var taskIds = db.DeletionRequests.Where(r => r.Number == number).SelectMany(r => r.Tasks).Select(t => t.Id);
        var answers = await db
            .ConflictingAnswers.AsNoTracking()
            .Where(a => taskIds.Contains(a.TaskId))
            .OrderBy(a => a.At)
            .ToListAsync(ct);
        return answers.ToLookup(a => a.TaskId);
    }
}
