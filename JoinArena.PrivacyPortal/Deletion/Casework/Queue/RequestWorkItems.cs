using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>The requests on the privacy team's worklist.</summary>
internal sealed class RequestWorkItems(
    RequestQueue queue,
    RequestWorkQueries work,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown,
    TimeProvider clock
)
{
    /// <summary>The first sentence of the team's home page, the number that it names, and what waits.</summary>
    public async Task<(string Sentence, string? Named, IReadOnlyList<WorkItem> Items)> FindAsync(
        ClaimsPrincipal reader,
        CancellationToken ct
    )
    {
        var isOfficer = reader.IsInRole(Roles.Officer);
        var count = await queue.CountAsync(ct);
        var found = await work.FindAsync(isOfficer ? reader.Identity?.Name : null, ct);
        List<WorkItem> items =
        [
            .. found.First.Select(AddRules).Select(line => ToItem(line, words.DescribeNeed(line, shown), reader)),
            .. found
                .New.Select(AddRules)
                .Select(line =>
                    ToItem(line, words.DescribeNeed(line, shown), reader) with
                    {
                        IsNews = true,
                        Kind = StatusKind.Neutral,
                    }
                ),
            .. found
                .Others.Select(AddRules)
                .Select(line =>
                    ToItem(line, FindHolder(line, reader), reader) with
                    {
                        IsForOthers = true,
                        Kind = StatusKind.Neutral,
                        Count = 0,
                    }
                ),
        ];
        if (found.Count - found.First.Count is > 0 and var more)
            items.Add(CreateMore(more));
        return (words.DescribeWork(found, count, isOfficer, shown), found.Next, items);
    }

    private QueueLine AddRules(QueueLine line) => queue.AddRules(line, clock.GetUtcNow());

    private WorkItem ToItem(QueueLine line, string why, ClaimsPrincipal reader) =>
        new(line.Number, why, RequestPaths.StaffPage(line.Number), NameAct(line))
        {
            IsPage = true,
            DueBy = line.State.IsOpen ? line.DueBy : null,
            DaysLeft = line.State.IsOpen ? line.DaysLeft : null,
            Whose =
                line.Owner is null ? words["No one yet"]
                : line.Owner == reader.Identity?.Name ? words["You"]
                : line.Owner,
            Kind = line.IsOverdue ? StatusKind.Error : StatusKind.Pending,
        };

    private string NameAct(QueueLine line) =>
        line switch
        {
            { IsUnanswered: true } => words["Answer"],
            { IsToDecide: true } => words["Decide"],
            { IsIdentityAwaited: true } or { State: not RequestState.InProgress } => words["Open"],
            { PartiesToNotify: > 0 } => words.Plural(line.PartiesToNotify, "Notify it", "Notify them"),
            { PartiesToRemind: > 0 } => words.Plural(line.PartiesToRemind, "Remind it", "Remind them"),
            _ => words["Open"],
        };

    /// <summary>For whom a request waits in which the reader has nothing to do.</summary>
    private string FindHolder(QueueLine line, ClaimsPrincipal reader) =>
        line switch
        {
            { IsIdentityAwaited: true } or { IsWithheld: true } => words["The worker, for proof of identity"],
            { IsToDecide: true } => words["A second officer"],
            { State: RequestState.Confirmed } => words[
                "The worker’s time to withdraw, until {0}",
                shown.ShortDateAndTime(line.CoolingOffEnds!.Value)
            ],
            { Owner: { } owner } when owner != reader.Identity?.Name && (line.IsUnanswered || HasPartyWork(line)) =>
                owner,
            _ => words.Plural(line.Asked - line.Answered, "The answer of 1 party", "The answers of {0} parties"),
        };

    private static bool HasPartyWork(QueueLine line) => line.PartiesToNotify > 0 || line.PartiesToRemind > 0;

    private WorkItem CreateMore(int count) =>
        new(
            words["Requests"],
            words.Plural(count, "1 more waits.", "{0} more wait."),
            "/staff/requests",
            words["See all requests"]
        )
        {
            Count = count,
            IsPage = true,
        };
}
