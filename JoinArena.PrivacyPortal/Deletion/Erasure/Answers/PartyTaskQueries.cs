using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>Finds what a party sees through its link: its own task and nothing else of the request.</summary>
public sealed class PartyTaskQueries(
    IDbContextFactory<PortalDbContext> contexts,
    OutcomeLinks links,
    DeadlineRules rules,
    TimeProvider clock
)
{
    /// <summary>Returns the task that a link is for, or why the link cannot be used.</summary>
    public async Task<Result<PartyTaskView, OutcomeLinkError>> FindByLinkAsync(string link, CancellationToken ct)
    {
        var opened = links.Open(link);
        if (!opened.IsSuccess)
            return opened.Error;
        var (taskId, round) = opened.Value;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.QueryRequestOfTask(taskId)
            .AsNoTracking()
            .Include(r => r.Tasks.Where(t => t.Id == taskId))
            .SingleOrDefaultAsync(ct);
        // The record of the request has been erased.
        if (request?.Tasks is not [var task])
            return OutcomeLinkError.Expired;
        return new PartyTaskView(
            opened.Value,
            request.Number,
            TrackedTask.FromTask(task, rules.FindGround(request.Places, task.Ground), hold: null),
            request.DueBy!.Value,
            request.State is RequestState.Withdrawn,
            task.Round != round
        )
        {
            WorkerId = request.WorkerId,
            KeepingGrounds = [.. OutcomeReportCheck.FindGrounds(TaskOutcome.Retained, request.Places, rules)],
            RefusingGrounds = [.. OutcomeReportCheck.FindGrounds(TaskOutcome.Refused, request.Places, rules)],
            CorrectableUntil =
                task.Round == round
                    ? await AnswerCorrection.FindLastInstantAsync(db, request, task, clock.GetInstant(), ct)
                    : null,
            IsLate = request.DueBy < rules.ToLocalDay(request.Jurisdiction, clock.GetInstant()),
            Laws = ErasureInstruction.FindLaws(rules, request, task),
        };
    }
}
