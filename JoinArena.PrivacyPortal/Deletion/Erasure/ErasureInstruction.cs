using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// What every party is told, in the same words on every kind of connector: it is asked for its copies, and for those of
/// everyone it passed some on to (820 ILCS 42/15; GDPR 19; 11 CCR 7022(c)).
/// </summary>
internal static class ErasureInstruction
{
    /// <summary>English, the key for translation on the page where parties answer.</summary>
    public const string Text =
        "Delete every copy and every backup, and pass this on to those who received it from you.";

    /// <summary>What a party reads of a part that JoinArena refused before asking for it.</summary>
    public const string NothingToDo = "Do nothing: JoinArena has decided not to ask for this.";

    /// <summary>
    /// The laws under which a party is asked: those of the worker's residence, and those of jobs that its items were made
    /// for.
    /// </summary>
    public static IReadOnlyList<ErasureLaw> FindLaws(DeadlineRules rules, DeletionRequest request, ErasureTask task) =>
        FindLaws(rules, request.Places, request.CountsFrom!.Value, task);

    /// <inheritdoc cref="FindLaws(DeadlineRules, DeletionRequest, ErasureTask)"/>
    public static IReadOnlyList<ErasureLaw> FindLaws(
        DeadlineRules rules,
        RequestPlaces places,
        DateTimeOffset received,
        ErasureTask task
    )
    {
        var jobs = places.Jobs.Where(j => task.Items.Exists(i => i.Category == j.Category));
        return
        [
            .. rules
                .FindHoldingLaws(places with { Jobs = [.. jobs] }, received)
                .Where(h => h.Law.ResponsePeriod is not null)
                .Select(h => ErasureLaw.FromHolding(h, h.Place.ToLocalDay(received))),
        ];
    }
}

/// <summary>A law under which a party is asked to erase.</summary>
/// <param name="Code">Such as <c>US-IL-AIVIA</c>.</param>
/// <param name="Name">The law's full name.</param>
/// <param name="Reason">
/// <c>residence</c> if it binds where the person lives, <c>job</c> if it binds where the job is, <c>promise</c> if
/// JoinArena keeps it without being bound.
/// </param>
public sealed record ErasureLaw(string Code, string Name, string Reason)
{
    internal static ErasureLaw FromHolding(HoldingLaw holding, DateOnly received) =>
        new(holding.Law.Code, holding.Law.Name, holding.GetReason(received).ToKebabCase());
}
