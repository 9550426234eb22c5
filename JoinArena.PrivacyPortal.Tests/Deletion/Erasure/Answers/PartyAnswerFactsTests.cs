using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Answers;

/// <summary>What a party reads before it answers: whose data it is, what has to be explained, and for how long it can correct it.</summary>
public sealed class PartyAnswerFactsTests(ForgedAnswerTests.ForgedAnswerPortal portal) : PartyAnswerTestBase(portal)
{
    [Fact]
    public async Task Party_reads_whose_data_it_is_by_the_reference_of_the_letter_without_a_name_and_when_it_was_asked()
    {
        var party = await OpenAsync();

        var facts = party
            .Page.QuerySelectorAll("section[aria-labelledby=what] dt")
            .ToDictionary(t => t.TextContent, t => t.NextElementSibling!.TextContent.Trim());
        facts["The person’s reference at JoinArena"].ShouldBe(Worker);
        party.Text.ShouldNotContain("Ana Lopes");
        facts.ShouldNotContainKey("Day on which we asked you", "no one has sent the letter yet");

        var progress = Portal.Services.GetRequiredService<RequestProgressService>();
        await progress.MarkNotifiedAsync(AskedTask, Actor.Officer("officer@example.com"), default);
        await party.GoToAsync(party.Path);
        party.Text.ShouldContain("Day on which we asked you");
    }

    [Fact]
    public async Task Party_reads_when_it_has_to_explain_itself_and_how_long_it_can_correct_what_it_sends()
    {
        var party = await OpenAsync();
        party
            .Page.QuerySelector("#note-hint")!
            .TextContent.ShouldEndWith("It is needed for “Cannot be undone”, and for “Refused” without a ground.");
        await party.Choose("Form.Outcome", "irreversible").PressAsync("Continue");
        party.Page.QuerySelector("#note-error").ShouldNotBeNull();

        await party.Choose("Form.Outcome", "erased").PressAsync("Continue");
        party.Text.ShouldContain(
            "You can correct your answer for 24 hours, unless it is the last one that we wait for, or also answers another "
                + "request of this person."
        );
        await party.PressAsync("Send this answer");
        party.Text.ShouldNotContain("Day on which we asked you", Case.Sensitive, "it has answered before it was asked");

        await party.GoToAsync($"{party.Path.Split('?')[0]}?correct=1");
        party.Text.ShouldContain("You can correct your answer until ");
        var cards = party
            .Page.QuerySelectorAll("main section[aria-labelledby]")
            .Select(s => s.GetAttribute("aria-labelledby"));
        cards.ShouldBe(["answer", "given", "what"]);
        await KeepAsync(party);
        party.Text.ShouldNotContain("You can correct your answer for");
    }

    [Theory]
    [InlineData("en", "Please answer by", "Your answer was due by", "Please answer now.")]
    [InlineData("es", "Respondan a más tardar el", "El plazo para responder terminó el", "Respondan ahora.")]
    [InlineData("pt-BR", "Responda até", "O prazo para responder terminou em", "Responda agora.")]
    [InlineData("ar", "يُرجى الرد بحلول", "كان موعد الرد", "يُرجى الرد الآن.")]
    public async Task Party_reads_after_the_day_that_its_answer_still_counts(
        string language,
        string before,
        string after,
        string now
    )
    {
        var opened = await OpenAsync();
        var link = opened.Path;
        (await ReadAsync(link, language)).ShouldContain(before);

        Portal.Moves(TimeSpan.FromDays(45));

        var late = await ReadAsync(link, language);
        late.ShouldNotContain(before);
        late.ShouldContain(after);
        late.ShouldContain(now);
        await opened.GoToAsync(link);
        await opened.Choose("Form.Outcome", "erased").PressAsync("Continue");
        await opened.PressAsync("Send this answer");
        opened.Text.ShouldContain("You answered: Erased");
    }

    [Fact]
    public async Task Party_that_has_answered_the_newer_link_is_not_sent_to_it_by_the_older()
    {
        var party = await OpenAsync();
        // Of another round than the task is in.
        var older = Portal.Services.GetRequiredService<OutcomeLinks>().CreatePagePath(AskedTask, 0, new(2099, 1, 1));
        (await ReadAsync(older, "en")).ShouldContain("Please use the link in our latest email.");

        await party.Choose("Form.Outcome", "erased").PressAsync("Continue");
        await party.PressAsync("Send this answer");

        var page = await ReadAsync(older, "en");
        page.ShouldNotContain("Please use the link in our latest email.");
        page.ShouldContain("You don’t need to do anything more.");
        page.ShouldContain("You answered: Erased");
    }

    private async Task<string> ReadAsync(string path, string language) =>
        (await Portal.CreateAnonymousClient().Send("Accept-Language", language).GoToAsync(path)).Text;
}
