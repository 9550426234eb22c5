using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Decisions;

/// <summary>Whether a refusal is possible as it is written: its reasons, its ground, and the state of the request.</summary>
internal static class RefusalCheck
{
    /// <summary>Why it is not possible; null if it is.</summary>
    public static DecisionError? FindFault(DeadlineRules rules, DeletionRequest request, Refusal refusal)
    {
        if (FindFault(refusal.Reason) is { } missing)
            return missing;
        if (!rules.FindRefusalGrounds(request.Places).Any(g => g.Code == refusal.Ground))
            return DecisionError.GroundUnknown;
        if (refusal.TaskId is null)
            return request.CanRefuse ? null : DecisionError.NotNow;

        var task = request.Tasks.SingleOrDefault(t => t.Id == refusal.TaskId);
        if (task is null)
            return DecisionError.NotFound;
        return request.CanRefusePart(task) ? null : DecisionError.NotNow;
    }

    /// <summary>What is wrong with the words for the worker; null if nothing is.</summary>
    public static DecisionError? FindFault(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return DecisionError.ReasonNeeded;
        return reason.Trim().Length > DeletionRequest.MaxDecisionLength ? DecisionError.ReasonTooLong : null;
    }

    /// <summary>Why a proposed refusal can no longer be approved; null if it can.</summary>
    public static RefusalObstacle? FindObstacle(DeadlineRules rules, DeletionRequest request, RefusalProposal proposal)
    {
        var task = proposal.FindPart(request);
        return FindFault(rules, request, new(proposal.TaskId, proposal.Ground, proposal.Reason)) switch
        {
            null => null,
            DecisionError.GroundUnknown => RefusalObstacle.GroundGone,
            _ when request.State.IsEnd => RefusalObstacle.RequestEnded,
            _ when task is null => RefusalObstacle.SomePartyNotified,
            _ when task.State.IsEnd => RefusalObstacle.PartEnded,
            _ => RefusalObstacle.PartyNotified,
        };
    }
}
