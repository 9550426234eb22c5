using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.Outcomes;

/// <summary>Whatever becomes of a request, its headline says what its rows say, and no more.</summary>
public sealed partial class OutcomeHeadlineTests
{
    private static readonly DisplayFormatter s_shown = new(TestLocalizer.English, TimeProvider.System);

    /// <summary>How a headline counts each state.</summary>
    private static readonly Dictionary<TaskState, string> s_words = new()
    {
        [TaskState.Erased] = "erased",
        [TaskState.NothingHeld] = "held nothing",
        [TaskState.Retained] = "(kept|part(y|ies) keeps?)",
        [TaskState.Irreversible] = "(part(y|ies) )?cannot undo",
        [TaskState.Refused] = "refused",
        [TaskState.NotAsked] = "not asked",
        [TaskState.Acknowledged] = "confirmed receipt",
        [TaskState.Sent] = "notified",
        [TaskState.Failed] = "could not be reached",
        [TaskState.Pending] = "not notified yet",
    };

    public OutcomeHeadlineTests() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Each_number_in_a_headline_is_the_number_of_parties_in_the_rows() =>
        RandomRequest.All.Sample(request =>
        {
            var headline = Headline(request);
            foreach (var (state, word) in s_words)
            {
                if (FindCount(headline, word) is { } counted)
                    counted.ShouldBe(CountParties(request, state), $"{headline}: {word}");
            }

            foreach (Match progress in Progress().Matches(headline))
            {
                var asked = Parties(request.Tasks.Where(t => t.State is not TaskState.NotAsked));
                var waiting = Parties(request.Tasks.Where(t => !t.State.IsEnd));
                Number(progress.Groups["asked"]).ShouldBe(asked.Count, headline);
                Number(progress.Groups["answered"]).ShouldBe(asked.Except(waiting).Count(), headline);
            }

            foreach (Match erased in ErasedAt().Matches(headline))
                Number(erased.Groups["parties"]).ShouldBe(CountParties(request, TaskState.Erased), headline);
        });

    [Fact]
    public void A_partial_end_says_of_how_many_parties_it_speaks() =>
        RandomRequest.All.Sample(request =>
        {
            var headline = Headline(request);
            if (request.State is RequestState.PartlyCompleted)
                Number(OfParties().Match(headline).Groups["parties"]).ShouldBe(Parties(request.Tasks).Count, headline);
        });

    [Fact]
    public void A_mixed_end_names_every_outcome_that_a_row_has() =>
        RandomRequest.All.Sample(request =>
        {
            if (request.State is not (RequestState.InProgress or RequestState.PartlyCompleted))
                return;
            var outcomes = RequestOutcomes.FromRequest(request, NameOf(request));
            var legend = TestLocalizer.English.CountStates(outcomes, s_shown);
            TaskState[] given = [.. request.Tasks.Select(t => t.State).Where(s => s.IsEnd).Distinct()];
            foreach (var state in given)
                FindCount(legend, s_words[state]).ShouldBe(CountParties(request, state), $"{legend}: {state}");
            // The legend of the bar has them all. A headline of an open request leaves more than two kinds of answers to it.
            if (request.State is RequestState.InProgress && given.Count(s => s.IsAnswer) > 2)
                given = [.. given.Where(s => !s.IsAnswer)];
            foreach (var state in given)
                FindCount(Headline(request), s_words[state]).ShouldNotBeNull($"{Headline(request)}: {state}");
        });

    [Fact]
    public void Erased_is_said_of_all_only_where_every_party_erased_it_or_held_nothing() =>
        RandomRequest.All.Sample(request =>
        {
            var headline = Headline(request);
            var isSaidOfAll = ErasedOfAll().IsMatch(headline);
            var isSo =
                request.State is RequestState.Completed
                && request.Tasks.All(t => t.State is TaskState.Erased or TaskState.NothingHeld)
                && request.Tasks.Any(t => t.State is TaskState.Erased);
            isSaidOfAll.ShouldBe(isSo, headline);
            if (headline.StartsWith("Your data is erased", StringComparison.Ordinal))
                request.Scope.Kind.ShouldBe(ScopeKind.Everything);
        });

    [Fact]
    public void A_refusal_of_JoinArena_is_never_counted_as_a_partys() =>
        RandomRequest.All.Sample(request =>
        {
            var headline = Headline(request);
            var byParties = CountParties(request, TaskState.Refused);
            if (byParties == 0)
                PartiesRefused().IsMatch(headline).ShouldBeFalse(headline);
            if (headline is "We refused this request" or "We refused every part of this request")
                byParties.ShouldBe(0);
            if (headline.StartsWith("All ", StringComparison.Ordinal))
                request.Tasks.ShouldAllBe(t => t.State == TaskState.Refused);
        });

    [Fact]
    public void The_page_and_the_certificate_have_the_same_headline() =>
        RandomRequest.All.Sample(request =>
        {
            var tracked = TrackedRequest.FromRequest(request, NameOf(request), [], ReviewedRules.Shipped);
            Describe(tracked.Outcomes).ShouldBe(Headline(request));
            if (!tracked.IsCertified)
                return;
            var certified = CertificateText.FromRequest(Guid.NewGuid(), request, ReviewedRules.Shipped, null, s_now);
            Describe(certified.ToOutcomes()).ShouldBe(Headline(request).Replace("Party a", CertifiedName(certified)));
        });

    [Theory]
    [InlineData(0, "No party still has other data")]
    [InlineData(1, "1 party still has other data about you.")]
    [InlineData(8, "8 parties still have other data about you.")]
    public void Who_has_other_data_is_said_beside_what_was_erased(int others, string sentence)
    {
        var erased = new RequestOutcomes(
            RequestState.Completed,
            ScopeKind.Interview,
            null,
            IsRefusedWhole: false,
            [new("a", "A", TaskState.Erased, null), new("b", "B", TaskState.NothingHeld, null)]
        )
        {
            OtherHolders = others,
        };

        Describe(erased).ShouldBe("This interview is erased at 1 party");
        var rest = TestLocalizer.English.DescribeRest(erased);
        rest[0].ShouldBe("1 party held none of this data.");
        rest.Skip(1).ShouldBe(others == 0 ? [] : [sentence]);
    }

    [Fact]
    public void A_withdrawn_request_does_not_say_that_what_it_was_about_is_other_data()
    {
        var withdrawn = new RequestOutcomes(
            RequestState.Withdrawn,
            ScopeKind.Everything,
            null,
            IsRefusedWhole: false,
            []
        )
        {
            OtherHolders = 2,
        };

        TestLocalizer.English.DescribeRest(withdrawn).ShouldBe(["2 parties still have data about you."]);
    }

    [Fact]
    public void The_erasure_of_an_interview_names_its_day_where_that_is_known()
    {
        var held = new DateTimeOffset(2026, 1, 4, 12, 0, 0, TimeSpan.Zero);
        var erased = new RequestOutcomes(
            RequestState.Completed,
            ScopeKind.Interview,
            null,
            IsRefusedWhole: false,
            [new("a", "A", TaskState.Erased, null), new("b", "B", TaskState.Erased, null)]
        );

        Describe(erased with { Interview = new("int-1", held, null) })
            .ShouldBe("Your interview of 4 January 2026 is erased at 2 parties");
        Describe(erased with { Interview = new("int-1", null, "Nurse") })
            .ShouldBe("This interview is erased at 2 parties");
    }

    private static readonly DateTimeOffset s_now = RequestInState.Confirmation;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    private static string CertifiedName(CertificateText certified) =>
        certified.Parties.FirstOrDefault(p => p.Id == certified.Scope.PartyId)?.Name ?? "a";

    private static string Headline(DeletionRequest request) =>
        Describe(RequestOutcomes.FromRequest(request, NameOf(request)));

    private static ScopeName? NameOf(DeletionRequest request) =>
        request.Scope.Kind is ScopeKind.Party ? new(Party: "Party a") : null;

    private static string Describe(RequestOutcomes outcomes) => TestLocalizer.English.Headline(outcomes, s_shown);

    private static List<string> Parties(IEnumerable<ErasureTask> tasks) => [.. tasks.Select(t => t.PartyId).Distinct()];

    private static int CountParties(DeletionRequest request, TaskState state) =>
        Parties(request.Tasks.Where(t => t.State == state)).Count;

    private static int? FindCount(string headline, string word) =>
        Regex.Match(headline, $@"(?<count>\d+) (was |were )?{word}\b", RegexOptions.ExplicitCapture, s_limit)
            is { Success: true } found
            ? Number(found.Groups["count"])
            : null;

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"Answers from (?<answered>\d+) of (?<asked>\d+) part(y|ies)\b",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Progress();

    [GeneratedRegex(@"^(?<parties>\d+) part(y|ies)\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex OfParties();

    [GeneratedRegex(@"erased at (?<parties>\d+) part", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ErasedAt();

    [GeneratedRegex("(is|are) erased at|has erased", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ErasedOfAll();

    [GeneratedRegex(@"\d+ refused|part(y|ies) refused", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PartiesRefused();
}
