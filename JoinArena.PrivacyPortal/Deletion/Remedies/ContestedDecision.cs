using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>A decision that a complaint or an appeal can be about: something was refused, or is kept.</summary>
/// <param name="Part">The party's part; null if the whole request was refused.</param>
/// <param name="At">When it was decided or answered.</param>
/// <param name="Ground">The legal ground, if one was named.</param>
/// <param name="Reason">What the worker reads about it.</param>
public sealed record ContestedDecision(ErasureTask? Part, DateTimeOffset At, Ground? Ground, string? Reason)
{
    /// <summary>The officer who proposed a refusal of ours; null for what a party answered.</summary>
    public string? ProposedBy { get; private init; }

    /// <summary>The officer who approved it, who is the same where one is enough.</summary>
    public string? ApprovedBy { get; private init; }

    /// <summary>The kinds of data of the part.</summary>
    public IEnumerable<DataCategory> Categories => (Part?.Items ?? []).Select(i => i.Category).Distinct().Order();

    /// <summary>What was refused or is kept of a request now, our own decisions first.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refusals">The proposals that were approved, the latest first.</param>
    /// <param name="rules">Has the grounds.</param>
    internal static IEnumerable<ContestedDecision> Find(
        DeletionRequest request,
        IReadOnlyList<RefusalProposal> refusals,
        DeadlineRules rules
    )
    {
        if (request.RefusalReason is { } reason)
            return [Name(new(null, request.EndedAt!.Value, FindGround(request.RefusalGround), reason))];
        return request
            .Tasks.Where(t => t.CanReopenOnAppeal)
            .OrderBy(t => t.State is not TaskState.NotAsked)
            .ThenBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
            .Select(t => Name(new(t, t.EndedAt!.Value, FindGround(t.Ground), t.Note)));

        Ground? FindGround(string? code) => rules.FindGround(request.Places, code);

        ContestedDecision Name(ContestedDecision decision)
        {
            var isOurs = decision.Part is null or { State: TaskState.NotAsked };
            var refusal = isOurs ? refusals.FirstOrDefault(r => r.TaskId == decision.Part?.Id) : null;
            return decision with { ProposedBy = refusal?.ProposedBy, ApprovedBy = refusal?.DecidedBy };
        }
    }
}
