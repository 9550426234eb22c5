using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What an officer reads when a decision was refused.</summary>
internal static class DecisionTexts
{
    public static string Describe(IStringLocalizer<SharedResource> words, DecisionError error) =>
        error switch
        {
            DecisionError.NotExtendable => words[
                "No extension of this request is possible, or it is too late for one."
            ],
            DecisionError.NotFound or DecisionError.NotNow => words[
                "This can no longer be done because the request has changed. Check its current state."
            ],
            DecisionError.GroundUnknown => words[
                "The law where the worker lives does not have this ground. Choose another."
            ],
            DecisionError.ReasonNeeded => words["Say why, in words the worker understands."],
            DecisionError.ReasonTooLong => words["Shorten it to {0} characters.", DeletionRequest.MaxDecisionLength],
            DecisionError.AlreadyProposed => words[
                "Another proposal is waiting for a decision. Decide on that one first."
            ],
            DecisionError.SecondPersonNeeded => words["Another officer must approve it."],
        };

    /// <summary>Why a proposed refusal can no longer be approved.</summary>
    public static string Describe(
        IStringLocalizer<SharedResource> words,
        RefusalObstacle obstacle,
        PendingRefusal proposal
    ) =>
        obstacle switch
        {
            RefusalObstacle.RequestEnded => words["The request has ended."],
            RefusalObstacle.PartEnded => words["{0} has answered.", proposal.PartyName ?? ""],
            RefusalObstacle.PartyNotified => words[
                "{0} has been notified, or is being notified now.",
                proposal.PartyName ?? ""
            ],
            RefusalObstacle.SomePartyNotified => words["A party has been notified, or is being notified now."],
            RefusalObstacle.GroundGone => words["The law that holds for this request now does not have this ground."],
        };

    /// <summary>What an officer does instead of approving it.</summary>
    public static string DescribeInstead(IStringLocalizer<SharedResource> words, RefusalObstacle obstacle) =>
        obstacle switch
        {
            RefusalObstacle.RequestEnded => words["Close the proposal. You can still write to the worker."],
            RefusalObstacle.PartEnded => words["Close the proposal: the answer counts."],
            RefusalObstacle.PartyNotified => words[
                "Close the proposal. The party can refuse, or keep data, on a ground of its own."
            ],
            RefusalObstacle.SomePartyNotified => words[
                "Close the proposal, then propose again for each party that has not been notified. The others can refuse, "
                    + "or keep data, on a ground of their own."
            ],
            RefusalObstacle.GroundGone => words["Close the proposal, then propose again with a ground of that law."],
        };
}
