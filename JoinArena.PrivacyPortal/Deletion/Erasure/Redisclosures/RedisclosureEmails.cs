using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>What the worker is written when something they had asked to have deleted turns up somewhere.</summary>
public sealed class RedisclosureEmails(
    RequestEmails letters,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    internal async Task SendFoundAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<Redisclosure> copies,
        CancellationToken ct
    ) =>
        await db.Notices.SendToWorkerAsync(
            request.WorkerId,
            await letters.ComposeAsync(
                db,
                request,
                shown =>
                    (
                        copies.Any(c => c.IsAfterRequest)
                            ? words["Something you asked to have deleted was sent on: {0}", request.Number]
                            : words["One more party has what you asked to have deleted: {0}", request.Number],
                        [
                            .. copies
                                .GroupBy(c => (c.PartyId, c.IsAfterRequest))
                                .Select(g => words.Describe(g.OrderByDescending(c => c.SentAt).First(), shown)),
                            words.DescribeNextStep(copies[0].Action),
                            words["Our privacy team has been told, so that it finds out how this came about."],
                        ]
                    ),
                ct
            ),
            clock.GetInstant(),
            ct
        );
}

/// <summary>How a new copy is said to people.</summary>
public static class RedisclosureTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What happened.</summary>
        internal string Describe(Redisclosure copy, DisplayFormatter shown) =>
            copy.IsAfterRequest
                ? words[
                    "{0} got something of it on {1}, after you had asked.",
                    copy.PartyName,
                    shown.DateAndTime(copy.SentAt)
                ]
                : words[
                    "{0} got something of it on {1}. We learned that only after you had asked.",
                    copy.PartyName,
                    shown.DateAndTime(copy.SentAt)
                ];

        /// <summary>What is done about it.</summary>
        internal string DescribeNextStep(RedisclosureAction answer) =>
            answer switch
            {
                RedisclosureAction.NotifiedWithOthers => words[
                    "Nothing is needed from you: this copy is part of your request, and has to be erased with the rest."
                ],
                RedisclosureAction.AddedToRequest => words[
                    "Nothing is needed from you: we have added this copy to your request, and it has to be erased too."
                ],
                RedisclosureAction.WorkerAsked => words[
                    "Your request had ended by then. If you want this copy deleted too, ask for it on the page of your request."
                ],
            };
    }
}
