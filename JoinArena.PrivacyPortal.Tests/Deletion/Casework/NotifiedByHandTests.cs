using AngleSharp.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>An officer tells a party that the portal cannot notify.</summary>
public sealed class NotifiedByHandTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task An_officer_reads_the_letter_to_copy_marks_the_party_as_notified_and_later_as_reminded()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind", "Contoso", "Fabrikam");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");

        officer.Text.ShouldContain(
            "Notify 3 parties by hand: Contoso, Fabrikam and Northwind. Copy each letter, send it to its party, then mark "
                + "the party as notified."
        );
        var part = officer.Page.QuerySelectorAll("article").Single(a => a.TextContent.Contains("Northwind"));
        part.QuerySelector("summary")!
            .TextContent.ShouldContain("Notify by hand: copy the letter, send it, then mark as notified");
        var letter = LetterIn(part);
        letter.ShouldStartWith($"Deletion request {number}\n\n");
        letter.ShouldContain("Please erase this data.");

        await officer.PressAsync("Mark as notified: Northwind");
        part = officer.Page.QuerySelectorAll("article").Single(a => a.TextContent.Contains("Northwind"));
        // No step says so before a week has passed.
        part.TextContent.ShouldContain("To be reminded by hand from");
        officer.Text.ShouldNotContain("Remind 1 party");
        LetterIn(part)
            .ShouldStartWith($"Reminder: deletion request {number}\n\nYou have not answered this request yet.");
        await officer.PressAsync("Mark as reminded: Northwind");

        officer.Text.ShouldContain("Your reminder is recorded. It is listed under what happened.");
        officer.Text.ShouldContain("Northwind was reminded");
        officer.Text.ShouldNotContain("Remind by hand: ");
        officer.Text.ShouldContain("Notify 2 parties by hand: Contoso and Fabrikam.");
        var steps = officer.Page.QuerySelectorAll("li a[href*='#task-']");
        steps.Select(a => a.TextContent).ShouldBe(["Contoso", "Fabrikam", "Northwind"]);
        steps.ShouldAllBe(a => officer.Page.GetElementById(a.GetAttribute("href")!.Split('#')[1]) != null);
    }

    [Fact]
    public async Task An_officer_who_has_sent_several_letters_marks_their_parties_at_once()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind", "Contoso", "Fabrikam");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");

        await officer.PressAsync("Mark them as notified");
        officer.Text.ShouldContain("Choose at least one party.");
        officer.Page.QuerySelectorAll("[role=alert] a[href$='#several']").ShouldNotBeEmpty();
        await officer.Tick("Contoso").Tick("Northwind").PressAsync("Mark them as notified");

        officer.Text.ShouldContain("The parties are marked as notified.");
        officer.Text.ShouldContain("Notify 1 party by hand: Fabrikam.");
        officer
            .Page.QuerySelectorAll("article summary")
            .Count(s => s.TextContent.Contains("Notified, no answer yet", StringComparison.Ordinal))
            .ShouldBe(2);
        officer
            .Page.QuerySelector("details:has(#several)")!
            .HasAttribute("hidden")
            .ShouldBeTrue("one has its own button");
    }

    [Fact]
    public async Task The_link_in_the_letter_leads_the_party_to_the_page_where_it_answers()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");
        var link = new Uri(LetterIn(officer.Page.QuerySelector("article")!).Split('\n')[^1]);

        var party = await portal.CreateAnonymousClient().GoToAsync(link.AbsolutePath);

        party.Status.ShouldBe(200);
        party.Text.ShouldContain("Northwind");
        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync($"/staff/requests/{number}");
        auditor.Text.ShouldNotContain("Read the letter", Case.Sensitive, "who answers with it answers for the party");
    }

    private static string LetterIn(IElement part) =>
        part.QuerySelectorAll("details")
            .Single(d =>
                d.QuerySelector("summary")!.TextContent.StartsWith("Read the letter", StringComparison.Ordinal)
            )
            .QuerySelector("p")!
            .TextContent.Trim();
}
