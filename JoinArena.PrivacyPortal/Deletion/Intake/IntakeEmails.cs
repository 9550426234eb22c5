using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>Tells a worker of a request in their name that they did not make on their own pages.</summary>
public sealed class IntakeEmails(
    IStringLocalizer<SharedResource> words,
    RequestEmails emails,
    DecisionEmails decisions,
    TimeProvider clock
)
{
    internal async Task SendEnteredAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct)
    {
        var holders = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        await db.SendAboutAsync(
            request,
            await emails.ComposeAsync(
                db,
                request,
                shown =>
                    (
                        words["We have received a deletion request from you: {0}", request.Number],
                        [
                            DescribeReceipt(request, shown),
                            emails.DescribeDeadline(request, shown),
                            .. request.IsIdentityAwaited
                                ? DescribeConfirmation(request)
                                :
                                [
                                    words[
                                        "You can withdraw it until {0}.",
                                        shown.DateAndTime(request.CoolingOffEnds!.Value)
                                    ]
                                        + " "
                                        + words.DescribeNotifyingAfterwards([.. holders.Select(h => h.Name)], shown),
                                ],
                            words[
                                "If you did not ask for this, withdraw it on the page of your request, or write to us there."
                            ],
                        ]
                    ),
                ct
            ),
            clock.GetInstant(),
            ct
        );
    }

    private string DescribeReceipt(DeletionRequest request, DisplayFormatter shown)
    {
        var at = shown.Date(request.CountsFrom!.Value);
        return request.Agent is { } agent
            ? words["{0} asked us for you on {1}. The time for our answer counts from that day.", agent, at]
            : words[
                "It reached us {0} on {1}. The time for our answer counts from that day.",
                words.Describe(request.Channel),
                at
            ];
    }

    private IReadOnlyList<string> DescribeConfirmation(DeletionRequest request) =>
        [
            request.Agent is { } agent
                ? words[
                    "Please confirm that {0} may ask for you. Until then we don’t ask any party to erase anything.",
                    agent
                ]
                : words["Please confirm that you asked for this. Until then we don’t ask any party to erase anything."],
            words["Open the page of your request to confirm it. If you cannot sign in, write to our privacy team."],
            .. decisions.DescribeIdentityChecks(request),
        ];
}
