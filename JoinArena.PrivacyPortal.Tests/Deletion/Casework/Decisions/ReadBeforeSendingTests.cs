using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>An officer reads the email before it is sent, and is told when it is done.</summary>
public sealed class ReadBeforeSendingTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    private const string Why = "Eleven systems have to be searched by hand.";

    [Fact]
    public async Task What_is_sent_is_what_was_read()
    {
        var (officer, number) = await OpenAsync("extend");
        Sending(officer).ShouldBeEmpty("nothing has been read yet");
        officer.Text.ShouldMatch(
            "Tell the worker by [0-9]+ [A-Z][a-z]+ 20[0-9]{2}That is the last day of the first period."
        );
        await officer.Type("Why more time is needed", Why).PressAsync("Preview the email");
        officer.Text.ShouldContain(Why);
        var email = officer.Page.QuerySelector("section[aria-labelledby=email]")!;
        email.QuerySelectorAll("p")[1].TextContent.ShouldStartWith("Hello ");
        email.QuerySelectorAll("p")[^1].TextContent.Trim().ShouldBe("Button: See your request");
        email.QuerySelectorAll("a, button").ShouldBeEmpty("the button of the email does nothing here");

        await officer.Type("Why more time is needed", "Because.").PressAsync("Send the email and extend");
        officer.Text.ShouldContain("Nothing was sent. The email is not the one you read before.");
        officer.Text.ShouldContain("Because.");
        (await officer.GoToAsync($"/staff/requests/{number}")).Text.ShouldNotContain("was extended");

        await officer.GoToAsync($"/staff/requests/{number}/extend");
        await officer.Type("Why more time is needed", Why).PressAsync("Preview the email");
        await officer.PressAsync("Send the email and extend");
        officer.Text.ShouldContain("The deadline is extended. The email to the worker is on its way.");

        await officer.GoToAsync($"/staff/requests/{number}/extend");
        officer.Text.ShouldMatch("It was extended on [^,]+ 20[0-9]{2}, to [^.]+ 20[0-9]{2}. The law allows that once.");
        officer.Text.ShouldContain("What you can do instead");
        officer.Text.ShouldContain("Refuse the request or a part");
        await officer.FollowAsync("Write a message");
        officer.Path.ShouldBe($"/staff/requests/{number}");
    }

    [Fact]
    public async Task The_button_that_sends_is_neither_the_first_nor_the_main_one()
    {
        var (officer, _) = await OpenAsync("extend");
        await officer.Type("Why more time is needed", Why).PressAsync("Preview the email");

        var buttons = officer.Page.QuerySelectorAll("main form:not([hidden]) button:not([hidden])");
        buttons.Select(b => b.TextContent).ShouldBe(["Preview the email", "Send the email and extend"]);
        // By class: which button is the main one is a matter of its look.
        buttons[1].ClassList.ShouldContain("btn--quiet");
    }

    [Fact]
    public async Task After_the_preview_the_main_button_proposes_the_refusal_and_the_chosen_ground_can_be_read_in_full()
    {
        const string Ground = "gdpr-legal-claims";
        var (officer, _) = await OpenAsync("refuse");
        officer.Page.QuerySelector("#ground")!.GetAttribute("aria-describedby").ShouldBe("ground-hint");
        officer
            .Page.QuerySelector("#ground-hint")!
            .TextContent.ShouldStartWith("In the words that the worker will read");
        await officer
            .Type("What is refused", "everything")
            .Choose("Ground", Ground)
            .Type("The reasons, for the worker", "A claim is open.")
            .PressAsync("Preview the email");

        var send = officer.Page.QuerySelector("button[value=send]:not([hidden])")!;
        send.TextContent.ShouldBe("Propose this to a colleague");
        // By class: which button is the main one is a matter of its look.
        send.ClassList.ShouldBe(["btn"]);
        officer
            .Page.QuerySelector("#ground label:has([checked])")!
            .TextContent.Trim()
            .ShouldStartWith("This data is needed to make or answer a legal claim.");
    }

    [Fact]
    public async Task Nothing_is_refused_or_held_that_the_officer_did_not_choose()
    {
        var (officer, number) = await OpenAsync("refuse");
        await officer.Type("The reasons, for the worker", "A claim is open.").PressAsync("Preview the email");
        officer.Text.ShouldContain("Choose what is refused.");

        await officer.GoToAsync($"/staff/requests/{number}/hold");
        await officer
            .Type("The law, and the case", "29 CFR 1602.14")
            .Type("The reason, for the worker", "It is evidence.")
            .PressAsync("Preview the email");
        officer.Text.ShouldContain("Choose whom the hold covers.");
        officer.Text.ShouldNotContain("must be kept");
    }

    [Fact]
    public async Task Before_a_hold_the_officer_reads_who_has_been_asked_and_whose_copy_is_gone()
    {
        var (_, number) = await RequestAsync("Northwind", "Parley", "Quill");
        var officer = await OpenAsync(number, "");
        await officer.PressAsync("Start now");
        await officer.PressAsync("Mark as notified: Northwind");
        await officer.PressAsync("Mark as notified: Quill");
        await officer.Type("What Parley answered", "erased").PressAsync("Record the answer: Parley");

        await officer.GoToAsync($"/staff/requests/{number}/hold");

        officer.Text.ShouldContain("2 parties were asked to erase and have not answered: Northwind and Quill.");
        officer.Text.ShouldContain("1 party has erased its copy, which a hold cannot bring back: Parley.");
        officer.Text.ShouldContain(
            "No party is left to hold now. A hold on every party still works for the time to come"
        );
        officer.Page.QuerySelector("label[for=party]")!.TextContent.ShouldBe("Whom the hold covers");
        officer.Page.QuerySelectorAll("#party option").Select(o => o.TextContent).ShouldBe(["Choose", "Every party"]);
    }

    [Fact]
    public async Task Before_any_party_is_notified_a_hold_is_not_called_too_late()
    {
        var (officer, _) = await OpenAsync("hold");

        officer.Text.ShouldContain("Place a hold");
        officer.Text.ShouldNotContain("No party is left to hold now.");
    }

    [Fact]
    public async Task An_officer_who_can_no_longer_ask_for_proof_reads_what_else_they_can_do()
    {
        var (_, number) = await RequestAsync();
        var officer = await OpenAsync(number, "");
        await officer.PressAsync("Start now");

        await officer.GoToAsync($"/staff/requests/{number}/identity");

        officer.Text.ShouldContain("Proof can no longer be asked for.");
        officer.Text.ShouldContain("What you can do instead");
        await officer.FollowAsync("See the parties");
        officer.Path.ShouldBe($"/staff/requests/{number}");
    }

    [Fact]
    public async Task An_officer_with_nothing_left_to_refuse_reads_what_else_they_can_do_and_gets_back_to_the_request()
    {
        var (worker, number) = await RequestAsync();
        await worker.GoToAsync($"/deletion/{number}/withdraw");
        await worker.PressAsync("Withdraw request");
        var officer = await OpenAsync(number, "refuse");

        officer.Text.ShouldContain("There is nothing left to refuse: the request has ended.");
        officer.Text.ShouldContain("What you can do instead");
        await officer.FollowAsync("Back to the request");

        officer.Path.ShouldBe($"/staff/requests/{number}");
    }

    private static IEnumerable<string> Sending(HtmlClient officer) =>
        officer.Page.QuerySelectorAll("button[value=send]:not([hidden])").Select(b => b.TextContent);

    private async Task<(HtmlClient Officer, string Number)> OpenAsync(string page)
    {
        var (_, number) = await RequestAsync();
        return (await OpenAsync(number, page), number);
    }

    private async Task<HtmlClient> OpenAsync(string number, string page)
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        return await officer.GoToAsync($"/staff/requests/{number}/{page}");
    }

    private Task<(HtmlClient Worker, string Number)> RequestAsync() => RequestAsync("Northwind");

    private async Task<(HtmlClient Worker, string Number)> RequestAsync(params string[] parties)
    {
        var (worker, _) = await portal.SignInWorkerAsync(parties);
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        return (worker, new Uri(worker.Page.Url).Segments[^1]);
    }
}
