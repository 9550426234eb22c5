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
    [InlineData("1 held nothing, 1 cannot undo it", TaskState.NothingHeld, TaskState.Irreversible)]
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
}
