using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>What a party sees that comes by its link: its own part of a request, and nothing else.</summary>
public sealed class PartyTaskQueries(
    IDbContextFactory<PortalDbContext> contexts,
    OutcomeLinks links,
    DeadlineRules rules
)
{
    /// <summary>What a link opens, or why it opens nothing.</summary>
    public async Task<Result<PartyTaskView, OutcomeLinkError>> OpenAsync(string link, CancellationToken ct)
    {
        var opened = links.Open(link);
        if (!opened.IsSuccess)
            return opened.Error;
        var (task, round) = (opened.Value.Task, opened.Value.Round);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db
            .DeletionRequests.AsNoTracking()
            .Include(r => r.Tasks.Where(t => t.Id == task))
            .SingleOrDefaultAsync(r => r.Tasks.Any(t => t.Id == task), ct);
        // A request that has been forgotten is over for everyone.
        if (found?.Tasks is not [var part])
            return OutcomeLinkError.Expired;
        var grounds = rules
            .FindGrounds(found.Jurisdiction, GroundUse.Keeping)
            .Concat(rules.FindGrounds(found.Jurisdiction, GroundUse.Refusing));
        return new PartyTaskView(
            found.Number,
            TrackedTask.FromTask(part, rules.FindGround(found.Jurisdiction, part.Ground), hold: null),
            [.. grounds],
            found.DueBy!.Value,
            round,
            found.State is RequestState.Withdrawn,
            part.Round != round
        );
    }
}

/// <summary>A party's part, as the party sees it.</summary>
/// <param name="Grounds">What it can name for keeping or refusing.</param>
/// <param name="Round">Which time of asking the link is for.</param>
/// <param name="IsWithdrawn">Whether the worker has taken the request back.</param>
/// <param name="IsAskedAnew">Whether it has been asked again since.</param>
public sealed record PartyTaskView(
    string Number,
    TrackedTask Task,
    IReadOnlyList<Ground> Grounds,
    DateOnly DueBy,
    int Round,
    bool IsWithdrawn,
    bool IsAskedAnew
)
{
    /// <summary>Whether an answer is still awaited.</summary>
    public bool IsOpen => !IsWithdrawn && !IsAskedAnew && !Task.State.IsEnd;
}
