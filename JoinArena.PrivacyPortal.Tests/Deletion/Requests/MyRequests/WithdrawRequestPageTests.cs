using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>A worker takes a request back by forms alone: they are asked first, and can ask again afterwards.</summary>
public sealed class WithdrawRequestPageTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task A_confirmed_request_can_be_withdrawn_by_the_form()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.ConfirmRequestAsync();

        await worker.FollowAsync("Withdraw request");
        worker.Text.ShouldContain("Withdraw this request?");
        worker.Text.ShouldContain("no party is notified and nothing is erased");
        (await worker.FollowAsync("Keep the request")).Text.ShouldContain("Confirmed, no party notified yet");
        await (await worker.FollowAsync("Withdraw request")).PressAsync("Withdraw request");

        worker.Text.ShouldContain("You withdrew this request");
        worker.Page.QuerySelectorAll("a, button").ShouldNotContain(b => b.TextContent == "Withdraw request");
    }

    [Fact]
    public async Task A_worker_who_withdrew_a_request_can_ask_again_for_the_same()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind", "Contoso");
        await worker.GoToAsync("/deletion/new");
        await worker
            .Choose("Form.Kind", "categories")
            .Choose("Form.Categories", "interview-recording")
            .PressAsync("Continue");
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        await (await worker.FollowAsync("Withdraw request")).PressAsync("Withdraw request");

        await worker.FollowAsync("Ask again");

        worker.Page.QuerySelector("input[value=categories]")!.HasAttribute("checked").ShouldBeTrue();
        worker.Page.QuerySelector("input[value=interview-recording]")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task A_worker_who_withdraws_from_an_outdated_page_reads_why_it_is_too_late()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");
        await worker.FollowAsync("Withdraw request");
        await officer.PressAsync("Mark as notified: Northwind");

        await worker.PressAsync("Withdraw request");

        worker.Status.ShouldBe(200);
        worker.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("It was not withdrawn.");
        worker.Text.ShouldContain("You can no longer withdraw this request");
        worker.Text.ShouldContain("You asked for this to be deleted: Everything.");
        worker.Text.ShouldContain("Parties have been notified, and each must answer.");
    }

    [Fact]
    public async Task A_worker_whose_request_has_ended_reads_when_and_what_came_of_it_and_can_make_a_new_one()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var officer = await (await portal.SignInStaffAsync(Roles.Officer)).GoToAsync($"/staff/requests/{number}");
        await officer.PressAsync("Start now");
        await officer.PressAsync("Mark as notified: Northwind");
        await (await officer.GoToAsync($"/staff/requests/{number}"))
            .Type("What Northwind answered", "nothing-held")
            .PressAsync("Record the answer: Northwind");

        await worker.GoToAsync($"/deletion/{number}/withdraw");

        worker.Text.ShouldContain("You can no longer withdraw this request");
        worker.Text.ShouldContain("You asked for this to be deleted: Everything.");
        worker.Text.ShouldMatch(@"It ended on \d+ \w+ \d+\. There was nothing to erase\.");
        await worker.FollowAsync("Make a new request");
        worker.Path.ShouldBe("/deletion/new");
    }
}
