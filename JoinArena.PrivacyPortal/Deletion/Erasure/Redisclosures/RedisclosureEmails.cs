using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>The email to a worker when another copy of data under erasure is found.</summary>
public sealed class RedisclosureEmails(RequestEmails emails, IStringLocalizer<SharedResource> words, TimeProvider clock)
{
    /// <param name="db">The caller's unit of work.</param>
    /// <param name="request">The request that covers the data.</param>
    /// <param name="copies">At least one.</param>
    /// <param name="ct">Cancels the query.</param>
    internal async Task SendFoundAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<Redisclosure> copies,
        CancellationToken ct
    )
    {
        var notice = await emails.ComposeAsync(
            db,
            request,
            format => (ComposeSubject(request, copies), ComposeParagraphs(copies, format)),
            ct
        );
        await db.SendAboutAsync(request, notice, clock.GetInstant(), ct);
    }

    private string ComposeSubject(DeletionRequest request, IReadOnlyList<Redisclosure> copies) =>
        copies.Any(c => c.IsAfterRequest)
            ? words["Data you asked us to delete was shared again: {0}", request.Number]
            : words["We found another copy of data you asked us to delete: {0}", request.Number];

    private string[] ComposeParagraphs(IReadOnlyList<Redisclosure> copies, DisplayFormatter format)
    {
        var latestOfEachParty = copies
            .GroupBy(c => (c.PartyId, c.IsAfterRequest))
            .Select(g => g.OrderByDescending(c => c.SentAt).First());
        return
        [
            .. latestOfEachParty.Select(c => words.Describe(c, format)),
            .. copies.Select(c => c.Action).Distinct().Select(a => words.DescribeNextStep(a)),
            words["We have informed our privacy team, which will find out how this happened."],
        ];
    }
}
