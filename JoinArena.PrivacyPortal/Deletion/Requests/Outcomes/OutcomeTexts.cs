using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;

/// <summary>
/// The headlines about a request, wherever one is: its page, lists, cards, emails, the certificate and the page behind a
/// tracking link. Each is computed from <see cref="RequestOutcomes"/> alone, so that none can say more than its rows.
/// </summary>
public static class OutcomeTexts
{
    /// <summary>The order in which outcomes are named and drawn: what is done first, what has not begun last.</summary>
    private static readonly TaskState[] s_order =
    [
        TaskState.Erased,
        TaskState.NothingHeld,
        TaskState.Retained,
        TaskState.Irreversible,
        TaskState.Refused,
        TaskState.NotAsked,
        TaskState.Acknowledged,
        TaskState.Sent,
        TaskState.Failed,
        TaskState.Pending,
    ];

    // More of them are no headline any more; the legend of the bar has them all.
    private const int MostKindsInHeadline = 2;

    /// <summary>The outcomes in that order, each party once for each of its own.</summary>
    public static IEnumerable<PartOutcome> InOrder(IEnumerable<PartOutcome> parts) =>
        parts.DistinctBy(p => (p.PartyId, p.State)).OrderBy(p => Array.IndexOf(s_order, p.State));

    /// <summary>How a part is drawn in a bar.</summary>
    public static SegmentKind ToSegmentKind(this TaskState state) =>
        state switch
        {
            TaskState.Erased or TaskState.NothingHeld => SegmentKind.Done,
            TaskState.Retained or TaskState.Irreversible => SegmentKind.Kept,
            TaskState.Refused or TaskState.NotAsked or TaskState.Failed => SegmentKind.Refused,
            TaskState.Sent or TaskState.Acknowledged => SegmentKind.Waiting,
            TaskState.Pending => SegmentKind.Untouched,
        };

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>How the request is now: "6 erased, 1 kept until 2 March 2028, 2 refused".</summary>
        public string Headline(RequestOutcomes outcomes, DisplayFormatter shown) =>
            outcomes.State switch
            {
                RequestState.Submitted => words["Not confirmed yet"],
                RequestState.Confirmed when outcomes.CanConfirmAsOwn => words[
                    "Confirm that this request is yours, so that we can go on"
                ],
                RequestState.Confirmed when outcomes.IsProofAwaited => words["Prove who you are, so that we can go on"],
                RequestState.Confirmed => words["Confirmed, no party notified yet"],
                RequestState.InProgress => words.DescribeProgress(outcomes, shown),
                RequestState.Completed => words.DescribeErased(outcomes, shown),
                RequestState.PartlyCompleted when outcomes.Parts.All(p => p.State is TaskState.Irreversible) =>
                    words.Plural(
                        outcomes.Asked,
                        "1 party cannot undo what was done with this data",
                        "{0} parties cannot undo what was done with this data"
                    ),
                RequestState.PartlyCompleted => words.CountOutcomes(outcomes, shown),
                RequestState.Refused => words.DescribeRefusal(outcomes, shown),
                RequestState.Withdrawn => words["You withdrew this request"],
                RequestState.Expired => words["This request has expired"],
            };

        /// <summary>What an ended request leaves open: who held nothing, and who has other data.</summary>
        public IReadOnlyList<string> DescribeRest(RequestOutcomes outcomes)
        {
            var sentences = new List<string>();
            var without = outcomes.Count(TaskState.NothingHeld);
            if (outcomes.State is RequestState.Completed && !outcomes.HadNothing && without > 0)
            {
                sentences.Add(
                    words.Plural(without, "1 party held none of this data.", "{0} parties held none of this data.")
                );
            }

            if (outcomes.OtherHolders is { } others and > 0)
            {
                // A party that was asked for nothing may have what the request was about.
                sentences.Add(
                    outcomes.Parts.Count == 0
                        ? words.Plural(
                            others,
                            "1 party still has data about you.",
                            "{0} parties still have data about you."
                        )
                        : words.Plural(
                            others,
                            "1 party still has other data about you.",
                            "{0} parties still have other data about you."
                        )
                );
            }

            return sentences;
        }

        /// <summary>What has come of it at how many parties: "6 erased, 1 kept until 2 March 2028, 2 not asked".</summary>
        public string CountOutcomes(RequestOutcomes outcomes, DisplayFormatter shown) =>
            words.Count(outcomes, s_order.Where(s => s.IsEnd), shown);

        /// <summary>The same with what is still awaited, as the legend of a bar.</summary>
        public string CountStates(RequestOutcomes outcomes, DisplayFormatter shown) =>
            words.Count(outcomes, s_order, shown);

        private string Count(RequestOutcomes outcomes, IEnumerable<TaskState> states, DisplayFormatter shown) =>
            string.Join(
                words[", "],
                states.Where(s => outcomes.Count(s) > 0).Select(s => words.Count(outcomes, s, shown))
            );

        private string Count(RequestOutcomes outcomes, TaskState state, DisplayFormatter shown)
        {
            var count = outcomes.Count(state);
            return state switch
            {
                TaskState.Pending => words.Plural(count, "1 not notified yet", "{0} not notified yet"),
                TaskState.Sent => words.Plural(count, "1 notified", "{0} notified"),
                TaskState.Acknowledged => words.Plural(count, "1 confirmed receipt", "{0} confirmed receipt"),
                TaskState.Erased => words.Plural(count, "1 erased", "{0} erased"),
                TaskState.NothingHeld => words.Plural(count, "1 held nothing", "{0} held nothing"),
                TaskState.Retained => words.CountKept(outcomes, shown),
                TaskState.Irreversible => words.Plural(count, "1 cannot undo it", "{0} cannot undo it"),
                TaskState.Refused => words.Plural(count, "1 refused", "{0} refused"),
                TaskState.NotAsked => words.Plural(count, "1 not asked", "{0} not asked"),
                TaskState.Failed => words.Plural(count, "1 could not be reached", "{0} could not be reached"),
            };
        }

        private string CountKept(RequestOutcomes outcomes, DisplayFormatter shown)
        {
            var count = outcomes.Count(TaskState.Retained);
            DateOnly[] days =
            [
                .. outcomes.Parts.Where(p => p.State is TaskState.Retained).Select(p => p.Until!.Value).Distinct(),
            ];
            return days is [var only]
                ? words.Plural(count, "1 kept until {1}", "{0} kept until {1}", shown.Date(only))
                : words.Plural(
                    count,
                    "1 kept, the last until {1}",
                    "{0} kept, the last until {1}",
                    shown.Date(days.Max())
                );
        }

        private string DescribeProgress(RequestOutcomes outcomes, DisplayFormatter shown)
        {
            var answered = outcomes.IsNobodyNotified
                ? words.Plural(outcomes.Asked, "Not notified yet: 1 party", "Not notified yet: {0} parties")
                : words.Plural(
                    outcomes.Asked,
                    "Answers from {1} of 1 party",
                    "Answers from {1} of {0} parties",
                    outcomes.Answered
                );
            TaskState[] given = [.. s_order.Where(s => s.IsAnswer && outcomes.Count(s) > 0)];
            var counted = words.Count(outcomes, given, shown);
            var said = given.Length is 0 or > MostKindsInHeadline
                ? answered
                : words["{0}: {1}", answered, counted].Value;
            var refused = outcomes.Count(TaskState.NotAsked);
            return refused == 0 ? said : words.Plural(refused, "{1}; 1 was not asked", "{1}; {0} were not asked", said);
        }

        private string DescribeErased(RequestOutcomes outcomes, DisplayFormatter shown)
        {
            if (outcomes.HadNothing)
                return words["There was nothing to erase"];
            var parties = outcomes.Count(TaskState.Erased);
            return outcomes.Scope switch
            {
                ScopeKind.Everything => words.Plural(
                    parties,
                    "Your data is erased at 1 party",
                    "Your data is erased at {0} parties"
                ),
                ScopeKind.Categories => words.Plural(
                    parties,
                    "These kinds of data are erased at 1 party",
                    "These kinds of data are erased at {0} parties"
                ),
                ScopeKind.Interview when outcomes.Interview?.At is { } held => words.Plural(
                    parties,
                    "Your interview of {1} is erased at 1 party",
                    "Your interview of {1} is erased at {0} parties",
                    shown.Date(held)
                ),
                ScopeKind.Interview => words.Plural(
                    parties,
                    "This interview is erased at 1 party",
                    "This interview is erased at {0} parties"
                ),
                ScopeKind.Party => words["{0} has erased your data", outcomes.ScopeParty ?? ""],
                ScopeKind.Uncovered => words.Plural(
                    parties,
                    "The data that no clause covered is erased at 1 party",
                    "The data that no clause covered is erased at {0} parties"
                ),
            };
        }

        private string DescribeRefusal(RequestOutcomes outcomes, DisplayFormatter shown)
        {
            if (outcomes.IsRefusedWhole)
                return words["We refused this request"];
            if (outcomes.Asked == 0)
                return words["We refused every part of this request"];
            if (outcomes.Count(TaskState.NotAsked) > 0)
                return words.CountOutcomes(outcomes, shown);
            return words.Plural(outcomes.Asked, "The party refused", "All {0} parties refused");
        }
    }
}
