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
    DisplayFormatter shown
)
{
    /// <summary>The first sentence of the team's home page, and what waits.</summary>
    public async Task<(string Sentence, IReadOnlyList<WorkItem> Items)> FindAsync(
        ClaimsPrincipal reader,
        CancellationToken ct
    )
    {
        var isOfficer = reader.IsInRole(Roles.Officer);
        var count = await queue.CountAsync(ct);
        var found = await work.FindAsync(isOfficer ? reader.Identity?.Name : null, ct);
        List<WorkItem> items =
        [
            .. found.First.Select(line => ToItem(line, words.DescribeNeed(line, shown), reader)),
            .. found.New.Select(line =>
                ToItem(line, words.DescribeNeed(line, shown), reader) with
                {
                    IsNews = true,
                    Kind = StatusKind.Neutral,
                }
            ),
        ];
        if (found.Count - found.First.Count is > 0 and var more)
            items.Add(CreateMore(more));
        return (words.DescribeWork(found.Count, count, isOfficer, shown), items);
    }

    private WorkItem ToItem(QueueLine line, string why, ClaimsPrincipal reader) =>
        new(line.Number, why, RequestPaths.StaffPage(line.Number), words["Open request {0}", line.Number])
        {
            DueBy = line.State.IsOpen ? line.DueBy : null,
            Whose =
                line.Owner is null ? words["No one yet"]
                : line.Owner == reader.Identity?.Name ? words["You"]
                : line.Owner,
            Kind = line.State.IsOpen && line.DueBy < shown.Today ? StatusKind.Error : StatusKind.Pending,
        };

    private WorkItem CreateMore(int count) =>
        new(
            words["Requests"],
            words.Plural(count, "1 more waits.", "{0} more wait."),
            "/staff/requests",
            words["See all requests"]
        )
        {
            Count = count,
        };
}
