using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>A page of erasures.</summary>
/// <param name="Next">Send it as <c>after</c> to get the next page; null on the last.</param>
internal sealed record ErasureList(IReadOnlyList<ListedErasure> Erasures, Guid? Next);

/// <summary>What one party is asked to erase.</summary>
/// <param name="Number">The number of the deletion request.</param>
/// <param name="InterviewIds">The interviews that the items belong to.</param>
/// <param name="DueBy">The last day to answer, <c>YYYY-MM-DD</c>.</param>
/// <param name="ToldAt">When the party was notified.</param>
/// <param name="EndedAt">When the party's answer was recorded, or JoinArena refused the part.</param>
/// <param name="Ground">The code of the legal ground that the answer gave.</param>
/// <param name="Until">The last day on which the data is kept, <c>YYYY-MM-DD</c>.</param>
/// <param name="Note">The party's words for the worker.</param>
/// <param name="Instruction">What to do, in words: nothing for a part that is <c>not-asked</c>.</param>
/// <param name="Laws">The laws under which it is asked.</param>
internal sealed record ListedErasure(
    Guid TaskId,
    string Number,
    string WorkerId,
    string PartyId,
    string State,
    IReadOnlyList<ErasureItem> Items,
    IReadOnlyList<string> InterviewIds,
    string? DueBy,
    string CreatedAt,
    string? ToldAt,
    string? EndedAt,
    string? Ground,
    string? Until,
    string? Note,
    string Instruction,
    IReadOnlyList<ErasureLaw> Laws
)
{
    public static ListedErasure FromTask(
        ErasureTask task,
        string number,
        string workerId,
        DateOnly? dueBy,
        IReadOnlyList<ErasureLaw> laws
    ) =>
        new(
            task.Id,
            number,
            workerId,
            task.PartyId,
            task.State.ToKebabCase(),
            [.. task.Items.Select(i => new ErasureItem(i.ItemId, i.Category.ToKebabCase()))],
            [.. task.Items.Select(i => i.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal)],
            dueBy?.ToIsoDay(),
            task.CreatedAt.ToIso(),
            task.NotifiedAt?.ToIso(),
            task.EndedAt?.ToIso(),
            IsNotAsked(task) ? null : task.Ground,
            task.Until?.ToIsoDay(),
            IsNotAsked(task) ? null : task.Note,
            IsNotAsked(task) ? ErasureInstruction.NothingToDo : ErasureInstruction.Text,
            laws
        );

    // The ground and the reasons are then JoinArena's own, and meant for the worker.
    private static bool IsNotAsked(ErasureTask task) => task.State is TaskState.NotAsked;
}

/// <summary>An item to erase.</summary>
internal sealed record ErasureItem(string Id, string Category);
