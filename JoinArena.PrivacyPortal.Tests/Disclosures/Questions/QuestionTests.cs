using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Questions;

/// <summary>
/// "I don't recognise this": a question from a disclosure to the privacy team, the answer, and the log of the team's views.
/// </summary>
public sealed class QuestionTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_worker_asks_about_a_disclosure_and_is_answered_beside_it_in_the_inbox_and_by_email()
    {
        var (given, worker) = await WithEntryAsync();
        await worker
            .Type("Your question to the privacy team", "I never heard of <Northwind>. Why?")
            .PressAsync("Send your question");
        worker.Text.ShouldContain("Waiting for an answer");
        worker.Text.ShouldContain("We email you when it comes.");
        var entry = worker.Path.Split('#')[0];

        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff");
        officer.Text.ShouldContain("for an answer");
        await officer.GoToAsync("/staff/questions");
        await officer.GoToAsync(officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);
        officer.Text.ShouldContain("I never heard of <Northwind>. Why?");
        officer.Text.ShouldMatch("Covered (Yes, version 1.0 allows it: |No: )");
        officer.Text.ShouldContain("Reported by A system without an announced name /");
        officer.Page.QuerySelector("main dd a[href^='/staff/parties/']")!.TextContent.ShouldContain("Northwind");
        officer.Page.QuerySelector("div:has(> section[aria-labelledby=words]) textarea").ShouldNotBeNull();
        await officer.PressAsync("Preview the email");
        officer.Text.ShouldContain("Enter your answer.");
        await officer
            .Type("Your answer", "It is a company that was hiring for the job you applied to.")
            .PressAsync("Preview the email");
        officer.Text.ShouldContain("The answer: It is a company that was hiring for the job you applied to.");
        await officer.PressAsync("Send the answer");
        officer.Text.ShouldContain("Your answer is sent.");
        officer.Page.QuerySelectorAll("form:not([hidden]) textarea").ShouldBeEmpty();

        await worker.GoToAsync(entry);
        var answers = worker.Page.QuerySelector("div:has(> h1) + div > section:first-child");
        answers.ShouldNotBeNull("the answer is the first thing under the title");
        answers
            .QuerySelectorAll("h2, blockquote")
            .Select(text => text.TextContent)
            .ShouldBe([
                "The privacy team answered your question",
                "It is a company that was hiring for the job you applied to.",
                "I never heard of <Northwind>. Why?",
            ]);
        worker.Page.QuerySelector("#question-title")!.TextContent.ShouldBe("Ask another question");
        worker.Text.ShouldNotContain("Waiting for an answer");
        await worker.GoToAsync("/inbox");
        worker.Text.ShouldContain("The privacy team has answered you");
        var letter = await portal.Mail.WaitForEmailToAsync(given.Email, "answered you");
        letter.FindLink("/my-data/").ShouldBe(entry);
    }

    [Fact]
    public async Task The_pages_for_asking_answering_and_the_access_log_are_accessible_in_a_browser()
    {
        var (given, worker) = await WithEntryAsync();
        var entry = worker.Path.Split('#')[0];

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(given.Email);
            await person.GoesToAsync(entry);
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Your question to the privacy team", "Why did this go there?");
            await person.PressesAsync("Send your question");
            await person.SeesAsync("Waiting for an answer");
        });
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await person.GoesToAsync("/staff/questions");
            await person.ExpectsAccessiblePageAsync();
            await person.GoesToAsync((await person.Page.Locator("table a").Last.GetAttributeAsync("href"))!);
            await person.SeesAsync("Why did this go there?");
            await person.ExpectsAccessiblePageAsync();
        });
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(given.Email);
            await person.GoesToAsync("/my-data/looked");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task An_empty_question_is_not_sent_and_says_what_to_do()
    {
        var (_, worker) = await WithEntryAsync();

        await worker.PressAsync("Send your question");

        worker.Status.ShouldBe(200);
        worker.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Enter your question.");
        worker.Page.QuerySelector("div:has(> h1) + [role=alert]").ShouldNotBeNull("it is right under the title");
        worker.Page.QuerySelector("#question-text")!.GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task An_answer_is_sent_only_as_the_officer_has_read_it()
    {
        var (_, worker) = await WithEntryAsync();
        await worker.Type("Your question to the privacy team", "Why?").PressAsync("Send your question");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff/questions");
        await officer.GoToAsync(officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);
        officer.Text.ShouldContain("The worker can see that the privacy team opened this question, and when.");

        await officer.Type("Your answer", "They hire.").PressAsync("Preview the email");
        await officer.Type("Your answer", "They hired.").PressAsync("Send the answer");

        officer.Text.ShouldContain("Nothing was sent. The email is not the one you read before.");
        officer.Text.ShouldContain("The answer: They hired.");
        officer.Page.QuerySelector("#answer-text")!.TextContent.Trim().ShouldBe("They hired.");
        await worker.GoToAsync(worker.Path.Split('#')[0]);
        worker.Text.ShouldContain("Waiting for an answer");

        await officer.PressAsync("Send the answer");
        await worker.GoToAsync(worker.Path.Split('#')[0]);
        worker.Text.ShouldContain("They hired.");
    }

    [Fact]
    public async Task An_auditor_reads_a_question_and_cannot_answer_it()
    {
        var (_, worker) = await WithEntryAsync();
        await worker.Type("Your question to the privacy team", "What is this?").PressAsync("Send your question");
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        await auditor.GoToAsync("/staff/questions");
        await auditor.GoToAsync(auditor.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);

        auditor.Text.ShouldContain("Only officers can answer it.");
        auditor.Page.QuerySelectorAll("form:not([hidden]) textarea").ShouldBeEmpty();
        await auditor.Type("Your answer", "I try anyway").PressAsync("Send the answer");
        auditor.Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_worker_cannot_open_the_teams_questions()
    {
        var (_, worker) = await WithEntryAsync();

        (await worker.GoToAsync("/staff/questions")).Path.ShouldStartWith("/account/denied");
    }

    [Fact]
    public async Task An_officer_reads_who_asks_and_what_the_data_was_for_without_being_spoken_to_as_the_worker()
    {
        var (given, worker) = await WithEntryAsync();
        await worker.Type("Your question to the privacy team", "Who is this?").PressAsync("Send your question");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff/questions");
        await officer.GoToAsync(officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);

        Read("Worker").ShouldStartWith($"{given.Name} ({given.Id})");
        Read("Purpose").ShouldBe("Hiring");

        string Read(string term) =>
            officer
                .Page.QuerySelectorAll("dt")
                .Single(t => t.TextContent == term)
                .NextElementSibling!.TextContent.Trim();
    }

    [Fact]
    public async Task An_officer_reads_by_its_name_which_clause_allowed_the_disclosure()
    {
        var (_, worker) = await WithEntryAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("parley-ai", "Parley AI")
        );
        await worker.Type("Your question to the privacy team", "Why them?").PressAsync("Send your question");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff/questions");
        await officer.GoToAsync(officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!);

        officer
            .Page.QuerySelectorAll("dd a[href^='/policy/1.0#']")
            .Select(link => link.TextContent)
            .ShouldBe(["Evaluation by outside services"]);
    }

    [Fact]
    public async Task The_worker_reads_every_view_by_the_team_once()
    {
        var (_, worker) = await WithEntryAsync();
        await worker.Type("Your question to the privacy team", "Who is this?").PressAsync("Send your question");
        await worker.GoToAsync("/my-data/looked");
        worker.Text.ShouldContain("No one on JoinArena’s privacy team has viewed your data.");
        worker.Text.ShouldContain("within ten minutes, and for the same reason, that counts as one view.");

        var email = await portal.CreateStaffAccountAsync(Roles.Officer);
        var officer = await portal.SignInAsync(email);
        await officer.GoToAsync("/staff/questions");
        var question = officer.Page.QuerySelectorAll("table a")[^1].GetAttribute("href")!;
        await officer.GoToAsync(question);
        await officer.PressAsync("Send the answer");

        await worker.GoToAsync("/my-data/looked");
        worker.Text.ShouldContain("JoinArena’s privacy team has viewed your data once. The last time was today.");
        worker.Text.ShouldContain("They viewed your question and the disclosure it is about.");
        worker.Text.ShouldContain("an officer on the privacy team");
        worker.Text.ShouldNotContain(email);

        var other = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        await other.GoToAsync(question);
        await worker.GoToAsync("/my-data/looked");
        worker.Text.ShouldContain("has viewed your data 2 times");
    }

    // The worker is on the page of the disclosure.
    private async Task<(GivenWorker Given, HtmlClient Worker)> WithEntryAsync(GivenWorker? who = null)
    {
        var given = await portal.SetUpAsync(
            who ?? Given.Worker().WhoseDataWentTo("northwind", "Northwind", "hiring-company", "hiring")
        );
        var worker = await portal.SignInAsync(given.Email);
        // A row of the timeline says "Ask"; to who cannot see the row, also about what.
        await worker.GoToAsync("/my-data/timeline");
        var ask = worker.Page.QuerySelector("#entries > ol > li a[href$='#question']")!;
        ask.TextContent.ShouldStartWith("Ask: ");
        ask.TextContent.ShouldContain(given.Parties[0].Name);
        return (
            given,
            await worker.GoToAsync(worker.Page.QuerySelector("#entries > ol > li a")!.GetAttribute("href")!)
        );
    }
}
