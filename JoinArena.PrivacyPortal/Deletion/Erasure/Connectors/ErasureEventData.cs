using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;

/// <summary>The data of the events that ask a party to erase, remind it, or tell it that the request was withdrawn.</summary>
/// <param name="TaskId">The erasure; the party may get several events about it.</param>
/// <param name="Number">The number of the deletion request.</param>
/// <param name="WorkerId">The worker whose data it is.</param>
/// <param name="InterviewIds">The interviews that the items belong to.</param>
/// <param name="DueBy">The last day to answer, <c>YYYY-MM-DD</c>.</param>
/// <param name="OutcomeUrl">
/// Where to post the outcome, without a key; missing when the request was withdrawn.
/// </param>
/// <param name="Instruction">What to do, in words; missing when the request was withdrawn.</param>
/// <param name="Laws">The laws under which it is asked; missing when the request was withdrawn.</param>
internal sealed record ErasureEventData(
    Guid TaskId,
    string Number,
    string WorkerId,
    IReadOnlyList<ErasureItem> Items,
    IReadOnlyList<string> InterviewIds,
    string DueBy,
    string? OutcomeUrl = null,
    string? Instruction = null,
    IReadOnlyList<ErasureLaw>? Laws = null
);
