using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>What an officer reads when a decision cannot be taken.</summary>
internal static class DecisionWords
{
    public static string Say(IStringLocalizer<Words> words, DecisionRefusal refusal) => refusal switch
    {
        DecisionRefusal.NotExtendable => words["The law gives no more time for this request, or its time to say so has passed."],
        DecisionRefusal.NotFound or DecisionRefusal.NotNow => words["This can no longer be done: the request has moved on. See how it stands now."],
        DecisionRefusal.GroundUnknown => words["The law of the worker’s place knows no such ground. Choose another."],
        DecisionRefusal.ReasonNeeded => words["Say why, in words the worker understands."],
        DecisionRefusal.ReasonTooLong => words["Shorten it to {0} characters.", DeletionRequest.LongestDecision],
        DecisionRefusal.AlreadyProposed => words["A proposal waits to be decided already. Decide on that one first."],
        DecisionRefusal.SecondPersonNeeded => words["Somebody else of the team has to approve it."],
    };
}
