using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What an officer reads when a decision cannot be taken.</summary>
internal static class DecisionTexts
{
    public static string Describe(IStringLocalizer<SharedResource> words, DecisionError refusal) =>
        refusal switch
        {
            DecisionError.NotExtendable => words[
                "The law gives no more time for this request, or its time to say so has passed."
            ],
            DecisionError.NotFound or DecisionError.NotNow => words[
                "This can no longer be done: the request has moved on. See how it stands now."
            ],
            DecisionError.GroundUnknown => words["The law of the worker’s place knows no such ground. Choose another."],
            DecisionError.ReasonNeeded => words["Say why, in words the worker understands."],
            DecisionError.ReasonTooLong => words["Shorten it to {0} characters.", DeletionRequest.MaxDecisionLength],
            DecisionError.AlreadyProposed => words["A proposal waits to be decided already. Decide on that one first."],
            DecisionError.SecondPersonNeeded => words["Somebody else of the team has to approve it."],
        };
}
