using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Copies;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Copies;

/// <summary>What has become of a copy, from what was sent, asked for and answered when.</summary>
public sealed class CopyStatusesTests
{
    private const string Party = "p";
    private const string Item = "i";
    private const string Number = "DR-2026-000001";
    private static readonly DateTimeOffset s_sent = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_copy_nobody_asked_for_is_held() =>
        CopyStatuses.Empty.Find(Party, Item, s_sent).ShouldBe(CopyStatus.Held);

    [Fact]
    public void What_is_kept_has_the_same_mark_among_my_data_as_on_the_page_of_the_request()
    {
        CopyTexts.GetTone(CopyState.Kept).ShouldBe(TaskState.Retained.ToStatusKind());
        CopyTexts.GetTone(CopyState.Irreversible).ShouldBe(TaskState.Irreversible.ToStatusKind());
    }

    [Fact]
    public void A_copy_that_was_asked_for_is_awaited()
    {
        var status = Create(asked: 1, erased: null, Answer(CopyState.Asked, 1)).Find(Party, Item, s_sent);

        status.ShouldBe(new CopyStatus(CopyState.Asked, s_sent.AddDays(1), null, Number));
    }

    [Theory]
    [InlineData(CopyState.Kept)]
    [InlineData(CopyState.Irreversible)]
    [InlineData(CopyState.Refused)]
    [InlineData(CopyState.NotAsked)]
    public void An_answer_other_than_erased_stands_as_it_was_given(CopyState state)
    {
        int? asked = state is CopyState.NotAsked ? null : 1;

        Create(asked, erased: null, Answer(state, 2)).Find(Party, Item, s_sent).State.ShouldBe(state);
    }

    [Fact]
    public void A_party_that_had_nothing_has_not_erased_anything() =>
        Create(asked: 1, erased: 2, Answer(CopyState.NothingHeld, 2))
            .Find(Party, Item, s_sent)
            .State.ShouldBe(CopyState.NothingHeld);

    [Fact]
    public void A_copy_sent_after_the_erasure_is_a_new_one()
    {
        var statuses = Create(asked: 1, erased: 2, Answer(CopyState.Erased, 2));

        statuses.Find(Party, Item, s_sent).State.ShouldBe(CopyState.Erased);
        statuses.Find(Party, Item, s_sent.AddDays(3)).ShouldBe(CopyStatus.Held);
    }

    [Fact]
    public void An_item_erased_sent_again_kept_and_sent_a_third_time_has_the_three_states_of_its_disclosures()
    {
        var dates = Dates(Item, asked: 5, erased: 2) with { LastAt = s_sent.AddDays(8) };
        var statuses = new CopyStatuses([dates], [Answer(CopyState.Erased, 2), Answer(CopyState.Kept, 6)]);

        statuses.Count(Party, 1).ShouldBe(statuses.Count([Sent(Item, 0), Sent(Item, 4), Sent(Item, 8)]));
        statuses
            .Count(Party, 1)
            .Select(count => count.Status.State)
            .ShouldBe([CopyState.Held, CopyState.Erased, CopyState.Kept]);
    }

    [Fact]
    public void A_copy_that_was_kept_first_and_erased_later_is_erased_alone()
    {
        var dates = Dates(Item, asked: 5, erased: 6) with { LastAt = s_sent.AddDays(1) };
        var statuses = new CopyStatuses([dates], [Answer(CopyState.Kept, 2), Answer(CopyState.Erased, 6)]);

        statuses.Count(Party, 1).Select(count => count.Status.State).ShouldBe([CopyState.Erased]);
    }

    [Fact]
    public void A_copy_that_a_party_is_asked_for_again_waits_for_its_answer_again() =>
        Create(asked: 5, erased: null, Answer(CopyState.Kept, 2))
            .Find(Party, Item, s_sent)
            .State.ShouldBe(CopyState.Asked);

    [Fact]
    public void A_copy_whose_asking_was_written_down_after_the_answer_to_it_is_kept() =>
        Create(asked: 5, erased: null, Answer(CopyState.Kept, 2) with { AskedAt = Day(5) })
            .Find(Party, Item, s_sent)
            .State.ShouldBe(CopyState.Kept);

    [Fact]
    public void An_erasure_is_known_after_the_record_of_the_request_was_erased() =>
        Create(asked: 1, erased: 2)
            .Find(Party, Item, s_sent)
            .ShouldBe(new CopyStatus(CopyState.Erased, s_sent.AddDays(2), null, null));

    [Fact]
    public void Counts_of_copies_add_up_to_what_the_party_received() =>
        Gen.Select(Gen.Int[0, 20], Gen.Enum<CopyState>().Array[0, 20])
            .Sample(
                (others, states) =>
                {
                    var dates = states
                        .Select((state, n) => Dates($"i{n}", state is CopyState.NotAsked ? null : 1, ErasedOn(state)))
                        .ToList();
                    var answers = states
                        .Select((state, n) => Answer(state, 2) with { ItemId = $"i{n}" })
                        .Where(a => a.State is not CopyState.Held);

                    var counts = new CopyStatuses(dates, answers).Count(Party, states.Length + others);

                    counts.Sum(c => c.Copies).ShouldBe(states.Length + others);
                    counts.Where(c => c.Status.IsGone).Sum(c => c.Copies).ShouldBe(states.Count(IsGone));
                }
            );

    [Fact]
    public void A_party_has_the_same_counts_as_the_list_of_its_disclosures() =>
        Gen.Select(Gen.Enum<CopyState>(), Gen.Bool, Gen.Bool)
            .Array[1, 8]
            .Sample(sent =>
            {
                var dates = new List<CopyDates>();
                var answers = new List<RequestedCopy>();
                var disclosures = new List<DisclosureView>();
                foreach (var ((state, isSentBefore, isSentAfter), n) in sent.Select((s, n) => (s, n)))
                {
                    var item = $"i{n}";
                    int[] days =
                    [
                        .. isSentBefore || !isSentAfter ? [0] : Array.Empty<int>(),
                        .. isSentAfter ? [3] : Array.Empty<int>(),
                    ];
                    dates.Add(
                        Dates(item, state is CopyState.NotAsked or CopyState.Held ? null : 1, ErasedOn(state)) with
                        {
                            FirstAt = s_sent.AddDays(days[0]),
                            LastAt = s_sent.AddDays(days[^1]),
                        }
                    );
                    if (state is not CopyState.Held)
                        answers.Add(Answer(state, 2) with { ItemId = item });
                    disclosures.AddRange(days.Select(day => Sent(item, day)));
                }

                var statuses = new CopyStatuses(dates, answers);

                statuses.Count(Party, sent.Length).ShouldBe(statuses.Count(disclosures));
            });

    private static DisclosureView Sent(string item, int day) =>
        new(
            Guid.NewGuid(),
            s_sent.AddDays(day),
            Party,
            Party,
            PartyKind.HiringCompany,
            Direction.Disclosed,
            Purpose.Hiring,
            [new(item, DataCategory.Resume, null, null)],
            null,
            CoverageStatus.NothingAccepted,
            null,
            "/test",
            s_sent.AddDays(day),
            null
        );

    private static bool IsGone(CopyState state) => state is CopyState.Erased or CopyState.NothingHeld;

    private static int? ErasedOn(CopyState state) => IsGone(state) ? 2 : null;

    private static CopyStatuses Create(int? asked, int? erased, params RequestedCopy[] answers) =>
        new([Dates(Item, asked, erased)], answers);

    private static CopyDates Dates(string item, int? asked, int? erased) =>
        new(Party, item, DataCategory.Resume, s_sent, s_sent, Day(asked), Day(erased));

    private static DateTimeOffset? Day(int? day) => day is { } days ? s_sent.AddDays(days) : null;

    private static RequestedCopy Answer(CopyState state, int day) =>
        new(Party, Item, state, s_sent.AddDays(day), null, Number);
}
