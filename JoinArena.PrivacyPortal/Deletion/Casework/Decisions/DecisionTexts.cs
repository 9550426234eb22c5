using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What an officer reads when a decision was refused.</summary>
internal static class DecisionTexts
{
    public static string Describe(IStringLocalizer<SharedResource> words, DecisionError refusal) =>
        refusal switch
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
}
