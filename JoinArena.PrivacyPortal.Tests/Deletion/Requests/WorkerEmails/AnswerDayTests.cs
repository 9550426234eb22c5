using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.WorkerEmails;

/// <summary>Which answers are emailed at once, and which together when a day is over.</summary>
public sealed class AnswerDayTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 25, 14, 0, 0, TimeSpan.Zero);

    private readonly List<RequestEvent> _history = [];

    [Fact]
    public void Answers_of_24_hours_are_one_day_and_the_next_answer_begins_another()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(24));
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(40));

        ShowDays().ShouldBe(["1: 2", "3: 4"]);
    }

    [Fact]
    public void The_email_is_due_after_the_last_moment_of_the_day_so_that_no_answer_being_saved_is_missed()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);

        AnswerDay.ListDays(_history).ShouldHaveSingleItem().EmailDueAt.ShouldBe(s_start.AddHours(24).AddMinutes(1));
    }

    [Fact]
    public void An_end_tells_what_was_answered_before_and_an_answer_after_it_begins_a_day()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(1));
        Add(RequestEventKind.Ended, TimeSpan.FromHours(1));
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(2));

        ShowDays().ShouldBe(["1: 2 told", "4:"]);
    }

    [Fact]
    public void An_answer_after_a_proof_of_identity_begins_a_day()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.IdentityProven, TimeSpan.FromHours(1));
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(2));

        ShowDays().ShouldBe(["1:", "3:"]);
    }

    [Fact]
    public void An_answer_after_the_clock_was_set_back_does_not_wait_for_a_day_in_the_future()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromDays(365));
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.PartyAnswered, TimeSpan.FromHours(1));

        ShowDays().ShouldBe(["1:", "2: 3"]);
    }

    [Fact]
    public void The_order_in_which_the_history_is_read_does_not_matter()
    {
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.PartyAnswered, TimeSpan.Zero);
        Add(RequestEventKind.Ended, TimeSpan.Zero);
        _history.Reverse();

        ShowDays().ShouldBe(["1: 2 told"]);
    }

    private void Add(RequestEventKind kind, TimeSpan after) =>
        _history.Add(new(Guid.Empty, _history.Count + 1, kind, Actor.Portal, s_start + after, task: null));

    private IEnumerable<string> ShowDays() =>
        AnswerDay
            .ListDays(_history)
            .Select(d =>
                $"{d.First.Sequence}:"
                + string.Concat(d.Others.Select(e => $" {e.Sequence}"))
                + (d.IsNotifiedAtEnd ? " told" : "")
            );
}
