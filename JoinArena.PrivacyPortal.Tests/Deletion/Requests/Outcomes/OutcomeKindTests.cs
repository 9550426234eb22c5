using System.Globalization;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Outcomes;

/// <summary>How a headline reads with many kinds of answers, and with one kind alone.</summary>
public sealed class OutcomeKindTests
{
    private static readonly DisplayFormatter s_shown = new(TestLocalizer.English, TimeProvider.System);

    public OutcomeKindTests() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void The_headline_of_an_open_request_with_many_kinds_of_answers_counts_answers_alone()
    {
        TaskState[] states = [TaskState.Erased, TaskState.NothingHeld, TaskState.Irreversible, TaskState.Sent];
        var outcomes = new RequestOutcomes(
            RequestState.InProgress,
            ScopeKind.Everything,
            null,
            IsRefusedWhole: false,
            [.. states.Select(s => new PartOutcome($"{s}", $"{s}", s, null))]
        );

        TestLocalizer.English.Headline(outcomes, s_shown).ShouldBe("Answers from 3 of 4 parties");
        TestLocalizer
            .English.CountStates(outcomes, s_shown)
            .ShouldBe("1 erased, 1 held nothing, 1 cannot undo it, 1 notified");
    }

    [Theory]
    [InlineData("1 party cannot undo what was done with this data", TaskState.Irreversible)]
    [InlineData("2 parties cannot undo what was done with this data", TaskState.Irreversible, TaskState.Irreversible)]
    [InlineData("2 parties: 1 held nothing, 1 cannot undo it", TaskState.NothingHeld, TaskState.Irreversible)]
    public void An_end_at_which_nothing_can_be_undone_says_of_what(string headline, params TaskState[] states) =>
        TestLocalizer
            .English.Headline(
                new(
                    RequestState.PartlyCompleted,
                    ScopeKind.Everything,
                    null,
                    IsRefusedWhole: false,
                    [.. states.Select((s, i) => new PartOutcome($"p-{i}", $"Party {i}", s, null))]
                ),
                s_shown
            )
            .ShouldBe(headline);

    [Theory]
    [InlineData("1 party keeps this data until 1 March 2028", RequestState.PartlyCompleted, "a kept 0")]
    [InlineData("2 parties keep this data until 1 March 2028", RequestState.PartlyCompleted, "a kept 0", "b kept 0")]
    [InlineData(
        "2 parties keep this data, the last until 5 March 2028",
        RequestState.PartlyCompleted,
        "a kept 4",
        "b kept 0"
    )]
    [InlineData(
        "1 party keeps this data, the last of it until 5 March 2028",
        RequestState.PartlyCompleted,
        "a kept 0",
        "a kept 4"
    )]
    [InlineData(
        "2 parties: 1 kept until 1 March 2028, 1 not asked",
        RequestState.PartlyCompleted,
        "a kept 0",
        "b not-asked"
    )]
    [InlineData("2 parties: 1 refused, 1 not asked", RequestState.Refused, "a refused", "b not-asked")]
    [InlineData(
        "1 party, in parts: 1 kept until 1 March 2028, 1 refused",
        RequestState.PartlyCompleted,
        "a kept 0",
        "a refused"
    )]
    public void An_end_that_is_not_whole_says_of_how_many_parties_it_speaks(
        string headline,
        RequestState end,
        params string[] parts
    ) =>
        TestLocalizer
            .English.Headline(
                new(end, ScopeKind.Everything, null, IsRefusedWhole: false, [.. parts.Select(Part)]),
                s_shown
            )
            .ShouldBe(headline);

    // The party, what it answered, and how many days after the first of March it may keep the data.
    private static PartOutcome Part(string part) =>
        part.Split(' ') switch
        {
            [var party, "kept", var days] => new(
                party,
                party,
                TaskState.Retained,
                new DateOnly(2028, 3, 1).AddDays(int.Parse(days, CultureInfo.InvariantCulture))
            ),
            [var party, "refused"] => new(party, party, TaskState.Refused, null),
            [var party, "not-asked"] => new(party, party, TaskState.NotAsked, null),
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
}
