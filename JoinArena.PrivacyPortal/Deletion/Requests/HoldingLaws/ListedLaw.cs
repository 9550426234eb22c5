using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

/// <summary>A law that holds for a request, as the worker reads it.</summary>
/// <param name="Name">The law's full name in English; few have a translation.</param>
/// <param name="Place">The name of the place that makes it hold; null for a promise that depends on no place.</param>
/// <param name="DueBy">The last day for an answer under this law; null where only the request's own is shown.</param>
public sealed record ListedLaw(string Name, LawReason Reason, string? Place, DateOnly? DueBy)
{
    /// <summary>The laws with a deadline that hold for a request received then, without their dates.</summary>
    public static IReadOnlyList<ListedLaw> Find(DeadlineRules rules, RequestPlaces places, DateTimeOffset received) =>
        [
            .. rules
                .FindHoldingLaws(places, received)
                .Where(h => h.Law.ResponsePeriod is not null)
                .Select(h => FromHolding(h, h.GetReason(h.Place.ToLocalDay(received)), places.Residence, null)),
        ];

    /// <summary>The laws of these deadlines, with their dates.</summary>
    public static IReadOnlyList<ListedLaw> FromDeadlines(ResponseDeadlines deadlines) =>
        [.. deadlines.LawDeadlines.Select(d => FromHolding(d.Holding, d.Reason, deadlines.Jurisdiction, d.DueBy))];

    private static ListedLaw FromHolding(HoldingLaw holding, LawReason reason, string? residence, DateOnly? dueBy)
    {
        // The entry for a country's other states, or for every other place, is no place that a person lives in.
        var isOther =
            reason is LawReason.Promise
            && (
                holding.Law.HoldsBy is HoldsBy.Job
                || !string.Equals(holding.Place.Code, residence, StringComparison.OrdinalIgnoreCase)
            );
        return new(holding.Law.Name, reason, isOther ? null : holding.Place.Name, dueBy);
    }
}

/// <summary>Why a law holds, as the end of a sentence.</summary>
internal static class ListedLawTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <param name="forStaff">Whether staff read it, and not the worker.</param>
        public string DescribeReason(ListedLaw law, bool forStaff) =>
            (law.Reason, law.Place) switch
            {
                (LawReason.Residence, { } place) => forStaff
                    ? words["because the worker lives in {0}", words[place]]
                    : words["because you live in {0}", words[place]],
                (LawReason.Job, { } place) => words["because the job was in {0}", words[place]],
                (_, null) => words["our own promise"],
                _ => throw new InvalidOperationException($"A law cannot hold by {law.Reason}."),
            };

        /// <summary>The whole sentence about a law that does not bind where the worker lives.</summary>
        /// <param name="place">Where that is, in English.</param>
        /// <param name="forStaff">Whether staff read it, and not the worker.</param>
        public string DescribePromise(ListedLaw law, string place, bool forStaff, DisplayFormatter shown)
        {
            var named = law.DueBy is { } due
                ? words["{0}: an answer by {1}.", words[law.Name], shown.Date(due)]
                : words["{0}.", words[law.Name]];
            var promise = forStaff
                ? words[
                    "It does not bind us here; we promise to follow it because the worker lives in {0}.",
                    words[place]
                ]
                : words["It does not bind us here; we promise to follow it because you live in {0}.", words[place]];
            return $"{named} {promise}";
        }
    }
}
