using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Answers;

/// <summary>Somebody at a party answers on the page behind the link of our mail.</summary>
public sealed class PartyAnswerPageTests(ForgedAnswerTests.ForgedAnswerPortal portal) : PartyAnswerTestBase(portal)
{
    [Fact]
    public async Task Party_reads_its_answer_once_more_before_it_counts()
    {
        var party = await OpenAsync();

        await KeepAsync(party);

        party.Text.ShouldContain("Check your answer");
        party.Text.ShouldContain("GDPR Art. 17(3)(e)");
        party.Text.ShouldContain("31 December 2099");
        party.Text.ShouldContain("A claim is open.");
        (await StateAsync()).ShouldBe("Pending");
    }

    [Fact]
    public async Task Party_reads_what_it_has_in_words_and_eachNumber_with_whose_it_is()
    {
        var party = await OpenAsync();

        var table = party.Page.QuerySelector("table")!;
        table
            .QuerySelectorAll("thead th")
            .Select(h => h.TextContent)
            .ShouldBe(["Kind", "Reference at JoinArena", "Interview it belongs to"]);
        var cells = table.QuerySelectorAll("tbody tr > *").Select(c => c.TextContent.Trim());
        cells.ShouldBe(["Interview recording", $"{Worker}-interview-recording", "None"]);
        // On a phone, where no heads are seen, each number says what it is.
        table
            .QuerySelectorAll("tbody td")
            .Select(c => c.GetAttribute("data-label"))
            .ShouldBe(["Reference at JoinArena", "Interview it belongs to"]);
        party.Text.ShouldNotContain("worker");

        await KeepAsync(party);
        party.Text.ShouldContain("We tell the person your answer");
        party.Text.ShouldNotContain("worker");
    }

    [Fact]
    public async Task Party_meets_no_menu_and_no_sign_in_ofWorkers()
    {
        var party = await OpenAsync();

        party.Page.QuerySelectorAll("nav[aria-label='Main']").ShouldBeEmpty();
        // Without its own page, where to write, and in which language, nothing leads away.
        party
            .Page.QuerySelectorAll("a[href^='/']")
            .Select(link => link.GetAttribute("href")!.Split('?', '#')[0])
            .Where(path => !path.StartsWith("/erasures/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("/language", StringComparison.Ordinal))
            .Distinct()
            .Order()
            .ShouldBe(["/accessibility", "/contact"]);
    }

    [Fact]
    public async Task Party_that_goes_back_finds_what_it_wrote()
    {
        var party = await OpenAsync();
        await KeepAsync(party);

        await party.PressAsync("Change it");

        party.Page.QuerySelector("input[value=retained]")!.HasAttribute("checked").ShouldBeTrue();
        party.Page.QuerySelector("#until")!.GetAttribute("value").ShouldBe("2099-12-31");
        party.Page.QuerySelector("#note")!.TextContent.ShouldBe("A claim is open.");
    }

    [Fact]
    public async Task Party_is_told_at_the_field_what_an_answer_lacks()
    {
        var party = await OpenAsync();

        await party.Choose("Form.Outcome", "retained").PressAsync("Continue");
        party.Page.QuerySelector("#keeping-ground-error")!.TextContent.ShouldContain("Choose the ground");
        party.Page.QuerySelector("#until-error")!.TextContent.ShouldContain("Give the last day");
        party.Text.ShouldContain("There are 2 problems");

        await party.Choose("Form.Outcome", "refused").PressAsync("Continue");
        party.Page.QuerySelector("#note-error")!.TextContent.ShouldContain("why it is refused");
        (await StateAsync()).ShouldBe("Pending");
    }

    [Fact]
    public async Task Fields_of_another_outcome_do_not_count()
    {
        var party = await OpenAsync();
        await KeepAsync(party);
        await party.PressAsync("Change it");

        await party.Choose("Form.Outcome", "erased").PressAsync("Continue");
        party.Text.ShouldNotContain("GDPR Art. 17(3)(e)");
        await party.PressAsync("Send this answer");

        party.Text.ShouldContain("You answered: Erased");
    }

    [Fact]
    public async Task Party_reads_each_ground_whole_before_it_chooses_one()
    {
        var party = await OpenAsync();

        var grounds = party.Page.QuerySelectorAll("fieldset").Single(f => f.Id == "keeping-ground");
        grounds.QuerySelector("legend")!.TextContent.ShouldBe("Ground for keeping it");
        grounds
            .QuerySelectorAll("label")
            .Select(l => string.Join(' ', l.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ShouldContain("This data is needed to make or answer a legal claim. GDPR Art. 17(3)(e)");
    }

    [Fact]
    public async Task Party_that_corrects_its_answer_can_leave_it_as_it_is()
    {
        var party = await OpenAsync();
        await party.Choose("Form.Outcome", "erased").PressAsync("Continue");
        party.Text.ShouldNotContain("Cancel");
        await party.PressAsync("Send this answer");
        var page = party.Path.Split('?')[0];

        await party.GoToAsync($"{page}?correct=1");
        party.Text.ShouldNotContain("You don’t need to do anything more.");
        await party.FollowAsync("Cancel");

        party.Path.ShouldBe(page);
        party.Text.ShouldContain("You don’t need to do anything more.");
        (await StateAsync()).ShouldBe("Erased");
    }

    [Fact]
    public async Task Party_that_keeps_data_reads_until_when_that_it_is_asked_again_and_what_it_answered()
    {
        var party = await OpenAsync();
        await KeepAsync(party);

        await party.PressAsync("Send this answer");

        party.Text.ShouldContain(
            "You answered that you keep this data until 31 December 2099. Erase it then; we will ask you again."
        );
        party.Text.ShouldNotContain("You don’t need to do anything more.");
        var given = party.Page.QuerySelector("section[aria-labelledby=given]")!.TextContent;
        given.ShouldContain("GDPR Art. 17(3)(e): This data is needed to make or answer a legal claim.");
        given.ShouldContain("31 December 2099");
        given.ShouldContain("A claim is open.");
    }

    [Fact]
    public async Task Party_reads_grounds_that_speak_to_it_and_whose_request_it_is()
    {
        var party = await OpenAsync();

        party.Text.ShouldContain($"Deletion request {Number}");
        party.Text.ShouldContain("A law of the European Union or of a member state obliges you to keep it");
        party.Text.ShouldNotContain("this party");
        party.Text.ShouldContain("sends this request. Questions? Contact us");
    }

    [Fact]
    public async Task Party_with_a_broken_link_finds_where_to_write()
    {
        var page = await Portal.CreateAnonymousClient().GoToAsync("/erasures/not-a-link");

        page.Page.QuerySelectorAll("main a").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("/contact");
    }

    [Fact]
    public async Task Party_corrects_its_answer_within_a_day_and_no_later()
    {
        var party = await OpenAsync();
        await party.Choose("Form.Outcome", "erased").PressAsync("Continue");
        await party.PressAsync("Send this answer");
        party.Text.ShouldContain("you can correct it here until");

        await party.GoToAsync($"{party.Path.Split('?')[0]}?correct=1");
        await KeepAsync(party);
        await party.PressAsync("Send this answer");

        party.Text.ShouldContain("You answered: Kept");
        (await StateAsync()).ShouldBe("Retained");

        Portal.Moves(TimeSpan.FromHours(25));
        await party.GoToAsync($"{party.Path.Split('?')[0]}?correct=1");
        party.Text.ShouldContain("It can no longer be changed here.");
        party.Page.QuerySelector("section[aria-labelledby=answer]")!.HasAttribute("hidden").ShouldBeTrue();
    }
}
