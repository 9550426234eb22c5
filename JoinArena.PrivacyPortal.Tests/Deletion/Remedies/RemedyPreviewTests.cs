using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Remedies;

/// <summary>An officer reads the answer to an appeal before the worker does.</summary>
public sealed class RemedyPreviewTests(SqliteDatabase database, Portal portal)
    : IClassFixture<SqliteDatabase>,
        IClassFixture<Portal>
{
    private const string Reasons = "We looked again.";

    private static readonly Actor s_second = Actor.Officer("second@example.com");

    [Theory]
    [InlineData(RemedyOutcome.Upheld, "Your request is open again")]
    [InlineData(RemedyOutcome.Denied, "You can complain to the Attorney General of Colorado")]
    public async Task The_answer_that_is_read_is_the_one_that_is_sent_and_reading_it_changes_nothing(
        RemedyOutcome outcome,
        string consequence
    )
    {
        var (bench, number, id) = await AppealAsync();
        var before = await bench.ReadInboxTextAsync();

        var read = (await bench.Remedies.PreviewAnswerAsync(id, outcome, Reasons, s_second, default)).Value!;

        string.Join(' ', read.Paragraphs).ShouldContain(consequence);
        (await bench.LoadRequestAsync(number)).State.ShouldBe(RequestState.Refused);
        (await bench.ReadInboxTextAsync()).ShouldBe(before);
        (await bench.ReadLedgerKindsAsync()).ShouldNotContain("remedy-answered");
        await bench.Remedies.AnswerAsync(id, outcome, Reasons, s_second, default);
        await ExpectSentAsync(bench, read);
    }

    [Fact]
    public async Task The_email_about_more_time_is_read_first_too_and_who_may_not_deny_is_told_before_the_email()
    {
        var (bench, _, id) = await AppealAsync();

        (
            await bench.Remedies.PreviewAnswerAsync(id, RemedyOutcome.Denied, Reasons, DeletionFixture.Officer, default)
        ).Error.ShouldBe(RemedyError.SecondPersonNeeded);
        var read = (await bench.Remedies.PreviewExtensionAsync(id, "Two parties are closed.", default)).Value!;
        await bench.Remedies.ExtendAsync(id, "Two parties are closed.", s_second, default);

        await ExpectSentAsync(bench, read);
        (await bench.Remedies.PreviewExtensionAsync(id, "More.", default)).Error.ShouldBe(RemedyError.NotNow);
    }

    [Fact]
    public async Task On_the_page_the_answer_is_sent_only_once_it_was_read_and_what_was_typed_stays()
    {
        var (worker, officer) = await OpenAppealAsync();
        worker.Text.ShouldNotContain("You can appeal", Case.Sensitive, "the worker has");
        await officer.Type("Outcome", "denied").Type("Your reasons", Reasons).PressAsync("Preview the email");
        officer.Text.ShouldContain($"Why: {Reasons}");
        officer.Page.QuerySelector("#reasons")!.TextContent.Trim().ShouldBe(Reasons);
        Sending(officer).ShouldBe(["Send the answer"], "the other form of the page has no email to send");

        await officer.Type("Your reasons", "Because.").PressAsync("Send the answer");
        officer.Text.ShouldContain("Nothing was sent. The email is not the one you read before.");
        officer.Text.ShouldNotContain("Our answer: Denied");

        await officer.PressAsync("Send the answer");
        officer.Text.ShouldContain("Your answer is sent. The email to the worker is on its way.");
        officer.Text.ShouldContain("Our answer: Denied");
        await worker.GoToAsync(worker.Path);
        worker.Text.ShouldContain("The privacy team answered your appeal");
    }

    [Fact]
    public async Task The_page_names_the_worker_and_says_whose_words_an_explanation_is()
    {
        var (_, officer) = await OpenAppealAsync();

        officer.Text.ShouldContain("The party’s words: We need it.");
        var worker = officer.Page.QuerySelectorAll("dt").Single(t => t.TextContent == "Worker").NextElementSibling!;
        worker.TextContent.ShouldMatch(@"Ana Lopes\S* \(\S+\)");
        await officer.FollowAsync("Look up this worker");
        officer.Path.ShouldBe("/staff/workers");
    }

    private static IEnumerable<string> Sending(HtmlClient officer) =>
        officer.Page.QuerySelectorAll("button[value=send]:not([hidden])").Select(b => b.TextContent);

    private static async Task ExpectSentAsync(DeletionFixture bench, Notice read)
    {
        var told = await bench.ReadInboxTextAsync();
        foreach (var line in read.Paragraphs.Prepend(read.Subject))
            told.ShouldContain(line);
    }

    // The worker is on the page of the request, the officer on that of the appeal.
    private async Task<(HtmlClient Worker, HtmlClient Officer)> OpenAppealAsync()
    {
        var given = await portal.SetUpAsync(
            Given.Worker().LivingIn("US-CO").WhoAccepted("1.0").WhoseDataWentTo("northwind", "Northwind")
        );
        var worker = await (await portal.SignInAsync(given.Email)).GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = new Uri(worker.Page.Url).Segments[^1];
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await (await officer.GoToAsync($"/staff/requests/{number}")).PressAsync("Start now");
        await officer
            .Type("What Northwind answered", "refused")
            .Type("Explanation for the worker", "We need it.")
            .PressAsync("Record the answer: Northwind");
        await worker.GoToAsync($"/deletion/{number}/remedy");
        await worker.Type("What do you disagree with, and why?", "They have no reason.").PressAsync("Send");
        await (await officer.GoToAsync("/staff/remedies")).FollowAsync(number);
        return (await worker.GoToAsync($"/deletion/{number}"), officer);
    }

    private async Task<(DeletionFixture Bench, string Number, Guid Id)> AppealAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-CO");
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        var decisions = (await bench.Previews.FindAvailableAsync(number, default))!;
        await bench.Decisions.ProposeAsync(
            number,
            new(null, decisions.Grounds[0].Code, "The law keeps it."),
            DeletionFixture.Officer,
            default
        );
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id;
        (await bench.Decisions.DecideAsync(proposal, approve: true, s_second, default)).IsSuccess.ShouldBeTrue();
        await bench.Remedies.FileAsync(bench.Worker, number, RemedyKind.Appeal, "You never asked.", default);
        var filed = (await bench.RemedyQueries.FindForWorkerAsync(bench.Worker, number, default))!.Cases[0];
        return (bench, number, filed.Id);
    }
}
