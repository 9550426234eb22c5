using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>What officers do about a party while a refusal of its part waits for one of them.</summary>
public sealed class ProposedRefusalTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task A_party_of_which_a_refusal_is_proposed_is_not_to_be_notified_until_an_officer_has_decided()
    {
        var (proposer, number) = await ProposeAsync("Asking Northwind");
        var officer = await OpenAsOtherOfficerAsync(number);

        officer.Text.ShouldContain(
            "Notify 1 party by hand: Contoso. Copy the letter, send it to the party, then mark the party as notified."
        );
        var part = PartOf(officer, "Northwind");
        part.TextContent.ShouldContain("A refusal is proposed: do not notify now");
        part.QuerySelector("summary")!.TextContent.ShouldContain("Nothing until the proposed refusal is decided on");
        ShownButtons(part).ShouldNotContain(b => b.StartsWith("Mark as notified", StringComparison.Ordinal));
        part.TextContent.ShouldNotContain("Read the letter");
        part.QuerySelector("details:not([hidden]) details:not([hidden])").ShouldBeNull();
        ShownButtons(PartOf(officer, "Contoso")).ShouldContain("Mark as notified: Contoso");

        await officer.PressAsync("Decline the proposal");

        officer.Text.ShouldContain("Notify 2 parties by hand: Contoso and Northwind.");
        await proposer.GoToAsync($"/staff/requests/{number}");
        await proposer.PressAsync("Mark as notified: Northwind");
        PartOf(proposer, "Northwind").TextContent.ShouldContain("To be reminded by hand from");
    }

    [Fact]
    public async Task A_proposal_for_the_whole_request_is_about_each_of_its_parties()
    {
        var (_, number) = await ProposeAsync("The whole request");

        var officer = await OpenAsOtherOfficerAsync(number);

        officer.Text.ShouldNotContain("by hand:");
        foreach (var party in new[] { "Contoso", "Northwind" })
            PartOf(officer, party).TextContent.ShouldContain("A refusal is proposed: do not notify now");
    }

    [Theory]
    [InlineData("Asking Northwind", "Northwind has answered.")]
    [InlineData("The whole request", "A party has been notified, or is being notified now.")]
    public async Task A_proposal_that_can_no_longer_be_approved_says_why_and_is_closed(string part, string why)
    {
        var (proposer, number) = await StartAsync();
        var earlier = await OpenAsOtherOfficerAsync(number);
        await ProposeAsync(proposer, number, part);
        await earlier.Type("What Northwind answered", "erased").PressAsync("Record the answer: Northwind");

        var officer = await OpenAsOtherOfficerAsync(number);

        officer.Text.ShouldContain("This refusal can no longer be approved");
        officer.Text.ShouldContain(why);
        officer.Text.ShouldContain("A proposed refusal can no longer be approved: close it.");
        officer.Text.ShouldNotContain("waits for your decision");
        officer.Text.ShouldNotContain("The email as it will be sent");
        ShownButtons(officer.Page.QuerySelector("main")!).ShouldNotContain("Refuse and send the email");
        await officer.PressAsync("Close the proposal");
        officer.Text.ShouldContain("The proposal is closed. Nothing was sent.");
        officer.Text.ShouldNotContain("can no longer be approved");
    }

    [Fact]
    public async Task An_officer_who_had_the_page_open_when_the_refusal_was_proposed_reads_why_nothing_was_recorded()
    {
        var (proposer, number) = await StartAsync();
        var officer = await OpenAsOtherOfficerAsync(number);
        await ProposeAsync(proposer, number, "Asking Northwind");

        await officer.PressAsync("Mark as notified: Northwind");

        officer.Text.ShouldContain(
            "A refusal is proposed for this party. It must be decided on before you notify the party."
        );
        PartOf(officer, "Northwind").TextContent.ShouldNotContain("reminded by hand");
    }

    [Fact]
    public async Task Who_may_decide_reads_that_it_waits_for_them_and_who_proposed_it_that_it_waits_for_another()
    {
        var (proposer, number) = await ProposeAsync("Asking Northwind");

        proposer.Text.ShouldContain("The refusal that you proposed waits for another officer.");
        ShownButtons(proposer.Page.QuerySelector("main")!).ShouldNotContain("Refuse and send the email");
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync($"/staff/requests/{number}");
        auditor.Text.ShouldContain("A proposed refusal waits for a second officer.");
        var officer = await OpenAsOtherOfficerAsync(number);
        officer.Text.ShouldContain("A proposed refusal waits for your decision.");
        var decision = officer
            .Page.QuerySelectorAll("section")
            .Single(s => s.TextContent.Contains("The email as it will"));
        var buttons = decision.QuerySelectorAll("button");
        buttons.Select(b => b.TextContent).ShouldBe(["Refuse and send the email", "Decline the proposal"]);
        // By class: which button is the main one is a matter of its look.
        buttons.Select(b => b.ClassList.Contains("btn--quiet")).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Who_may_decide_is_led_from_the_party_to_the_proposal_and_is_not_told_to_wait_for_another()
    {
        var (proposer, number) = await ProposeAsync("Asking Northwind");
        var officer = await OpenAsOtherOfficerAsync(number);

        var note = PartOf(officer, "Northwind").QuerySelector("[role=note]")!;
        note.TextContent.ShouldContain("Decide on it first, at the top of this page. The deadline stays the same.");
        note.TextContent.ShouldNotContain("Another officer");
        var target = note.QuerySelector("a")!.GetAttribute("href")!.Split('#')[1];
        officer.Page.GetElementById(target)!.TextContent.Trim().ShouldBe("Proposed: refuse to ask Northwind");
        var card = officer.Page.GetElementById(target)!.Closest("section")!;
        card.QuerySelectorAll("dt")
            .Select(t => t.TextContent)
            .ShouldBe(["Legal ground", "The reasons, for the worker", "Refuse by"]);
        PartOf(officer, "Contoso").QuerySelector("[role=note]").ShouldBeNull();

        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync($"/staff/requests/{number}");
        foreach (var waiting in new[] { proposer, auditor })
            PartOf(waiting, "Northwind").TextContent.ShouldContain("Another officer decides on it first.");
    }

    [Fact]
    public async Task What_is_proposed_cannot_be_proposed_again()
    {
        var (proposer, number) = await ProposeAsync("Asking Northwind");

        await proposer.GoToAsync($"/staff/requests/{number}/refuse");
        proposer
            .Page.QuerySelectorAll("#part option")
            .Select(o => o.TextContent)
            .ShouldBe(["Choose", "Asking Contoso"]);
        await ProposeAsync(proposer, number, "Asking Contoso");
        await proposer.GoToAsync($"/staff/requests/{number}/refuse");

        proposer.Text.ShouldContain("What can be refused is proposed already. Decide on that first.");
        proposer.Text.ShouldNotContain("every party has been notified");
        ShownButtons(proposer.Page.QuerySelector("main")!).ShouldBeEmpty();
        await proposer.FollowAsync("Back to the request");
        proposer.Page.QuerySelectorAll("main a").Select(a => a.TextContent).ShouldNotContain("Refuse");
    }

    [Fact]
    public async Task What_comes_next_does_not_tell_the_worker_of_a_proposal()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Contoso", "Northwind");
        var number = await worker.ConfirmRequestAsync();
        var proposer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await proposer.PressAsync("Start now");
        await ProposeAsync(proposer, number, "Asking Northwind");
        await proposer.GoToAsync($"/staff/requests/{number}");

        proposer.Text.ShouldContain("Next: a second officer decides on Northwind");
        proposer.Text.ShouldContain("Next: we notify Contoso");
        await worker.GoToAsync($"/deletion/{number}");
        worker.Text.ShouldContain("Next: we notify Contoso and Northwind");
        worker.Text.ShouldNotContain("officer");
        worker.Text.ShouldNotContain("propose");
        (await proposer.GoToAsync($"/staff/requests/{number}")).Text.ShouldContain(
            "An officer proposed to refuse to ask Northwind"
        );
    }

    private async Task<(HtmlClient Proposer, string Number)> ProposeAsync(string part)
    {
        var (proposer, number) = await StartAsync();
        await ProposeAsync(proposer, number, part);
        return (proposer, number);
    }

    private static async Task ProposeAsync(HtmlClient proposer, string number, string part)
    {
        await proposer.GoToAsync($"/staff/requests/{number}/refuse");
        var option = proposer.Page.QuerySelectorAll("option").Single(o => o.TextContent == part);
        await proposer
            .Type("What is refused", option.GetAttribute("value")!)
            .Choose("Ground", "gdpr-legal-claims")
            .Type("The reasons, for the worker", "A claim is open with them.")
            .PressAsync("Preview the email");
        await proposer.PressAsync("Propose this to a colleague");
    }

    private async Task<(HtmlClient Proposer, string Number)> StartAsync()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Contoso", "Northwind");
        var number = await worker.ConfirmRequestAsync();
        var proposer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        return (await proposer.PressAsync("Start now"), number);
    }

    private async Task<HtmlClient> OpenAsOtherOfficerAsync(string number)
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        return await officer.GoToAsync($"/staff/requests/{number}");
    }

    private static IElement PartOf(HtmlClient officer, string party) =>
        officer.Page.QuerySelectorAll("article").Single(a => a.QuerySelector("h3")!.TextContent == party);

    private static IEnumerable<string> ShownButtons(IElement part) =>
        part.QuerySelectorAll("form:not([hidden]) button").Select(b => b.TextContent);
}
