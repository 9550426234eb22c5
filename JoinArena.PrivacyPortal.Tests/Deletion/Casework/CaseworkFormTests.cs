using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>The privacy team answers requests with forms alone.</summary>
public sealed class CaseworkFormTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task The_number_of_an_erased_request_is_answered_truthfully_to_worker_and_team_without_saying_whose_it_was()
    {
        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            db.ErasedRequests.Add(new() { Number = "DR-2019-000007", ErasedOn = new(2022, 3, 4) });
            await db.SaveChangesAsync();
        }

        var (worker, _) = await portal.SignInWorkerAsync();
        foreach (var page in new[] { "/deletion/DR-2019-000007", "/deletion/DR-2019-000007/certificate" })
        {
            await worker.GoToAsync(page);
            worker.Status.ShouldBe(410);
            worker.Text.ShouldContain("We erased it on 4 March 2022");
        }

        (await worker.GoToAsync("/deletion")).Text.ShouldContain("We have no record of a request from you.");
        (await worker.GoToAsync("/deletion/DR-2019-000008")).Status.ShouldBe(404);
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync("/staff/requests/DR-2019-000007");
        officer.Status.ShouldBe(410);
        officer.Text.ShouldContain("Request DR-2019-000007 is erased");
    }

    [Fact]
    public async Task An_answer_that_data_is_retained_without_a_ground_is_sent_back_to_the_field_and_keeps_what_was_typed()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");

        await officer
            .Type("What Northwind answered", "retained")
            .Type("Explanation for the worker", "A claim is open.")
            .PressAsync("Record the answer: Northwind");

        officer
            .Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("Choose the ground on which the data is kept.");
        officer.Page.QuerySelector("textarea[name='Form.Note']")!.TextContent.ShouldBe("A claim is open.");
        await officer
            .Type("Ground, if kept or refused", "gdpr-legal-claims")
            .Type("Kept until, if kept", "2099-12-31")
            .PressAsync("Record the answer: Northwind");
        officer.Text.ShouldContain("Partly completed");
        (await worker.GoToAsync($"/deletion/{number}")).Text.ShouldContain("Kept until 31 December 2099");
        worker.Text.ShouldContain("This data is needed to make or answer a legal claim.");
    }

    [Fact]
    public async Task An_answer_from_a_page_that_another_officer_has_overtaken_is_named()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind", "Contoso");
        var number = await worker.ConfirmRequestAsync();
        var one = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await one.PressAsync("Start now");
        var two = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await one.Type("What Contoso answered", "erased").PressAsync("Record the answer: Contoso");

        await two.Type("What Contoso answered", "nothing-held").PressAsync("Record the answer: Contoso");

        two.Status.ShouldBe(200);
        two.Page.QuerySelector("[role=alert]")!
            .TextContent.ShouldContain("A different answer has already been recorded.");
    }

    [Fact]
    public async Task An_assignment_is_undone_where_it_was_made_until_another_officer_has_changed_it()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var ana = await portal.CreateStaffAccountAsync(Roles.Officer);
        var ben = await portal.CreateStaffAccountAsync(Roles.Officer);
        var one = await (await portal.SignInAsync(ana)).GoToAsync($"/staff/requests/{number}");

        await AssignAsync(one, ana);
        one.Text.ShouldContain($"Assigned to {ana}.");
        one.Path.ShouldNotContain("@");
        await one.PressAsync("Undo");
        one.Text.ShouldContain("Undone: it is assigned to no one again.");

        await AssignAsync(one, ana);
        var two = await (await portal.SignInAsync(ben)).GoToAsync($"/staff/requests/{number}");
        await AssignAsync(two, ben);
        await one.PressAsync("Undo");
        one.Text.ShouldContain("Another officer has assigned it since, so nothing was undone.");
        await two.GoToAsync($"/staff/requests/{number}");
        two.Page.QuerySelector("#owner option[selected]")!.TextContent.ShouldBe(ben);
    }

    private static Task<HtmlClient> AssignAsync(HtmlClient officer, string to)
    {
        officer.Page.QuerySelector<IHtmlSelectElement>("#owner")!.Value = to;
        return officer.PressAsync("Assign");
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();

        var auditor = await (await portal.SignInStaffAsync(Roles.Auditor)).GoToAsync($"/staff/requests/{number}");

        auditor.Text.ShouldContain("Only officers change it.");
        auditor.Page.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_does_not_see_the_teams_pages()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");

        (await worker.GoToAsync("/staff/requests")).Text.ShouldContain("This page is not for your account");
        worker.Text.ShouldContain("You are signed in as ");
    }
}
