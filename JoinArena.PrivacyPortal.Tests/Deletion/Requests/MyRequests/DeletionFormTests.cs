using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>A worker asks for deletion with forms alone.</summary>
public sealed class DeletionFormTests(DeletionPortal portal) : IClassFixture<DeletionPortal>
{
    [Fact]
    public async Task A_worker_asks_and_the_request_is_completed()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind", "Contoso");
        await worker.GoToAsync("/deletion");
        worker.Page.QuerySelector("h1")!.TextContent.ShouldBe("Deletion requests");
        await worker.FollowAsync("Request deletion");
        worker.Text.ShouldContain("Step 1 of 3");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        worker.Text.ShouldContain("Step 2 of 3");
        worker.Text.ShouldContain("If you continue, we ask 2 parties to erase your data.");
        await worker.PressAsync("Continue");
        worker.Text.ShouldContain("Step 3 of 3");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");

        var number = worker.Path.Split('/', '?')[2];
        worker.Text.ShouldContain($"Your request number is {number}.");
        worker.Text.ShouldContain("An answer is expected by");
        worker.Text.ShouldContain("What happens next");
        await worker.PressAsync("Notify the parties now");
        worker.Text.ShouldContain("Not notified yet: 2 parties");

        var officer = await portal.SignInStaffAsync(Roles.Officer);
        await officer.GoToAsync("/staff/requests");
        await officer.FollowAsync(number);
        await officer.PressAsync("Mark as notified: Contoso");
        await (await officer.GoToAsync($"/staff/requests/{number}"))
            .Type("What Contoso answered", "erased")
            .PressAsync("Record the answer: Contoso");
        officer.Text.ShouldContain("Answers from 1 of 2 parties: 1 erased.");
        await officer.Type("What Northwind answered", "nothing-held").PressAsync("Record the answer: Northwind");
        officer.Text.ShouldContain("It ended on");

        await worker.GoToAsync($"/deletion/{number}");
        worker.Text.ShouldContain("Your data is erased at 1 party");
        worker.Text.ShouldContain("1 party held none of this data.");
        worker.Text.ShouldContain("Contoso has erased the data");
        await worker.FollowAsync("Your certificate");
        worker.Text.ShouldContain("Your data is erased at 1 party, as of");
        worker
            .Page.QuerySelectorAll("main details dt")
            .Select(term => term.TextContent.Trim())
            .ShouldBe(["Your id at JoinArena", "Number of the certificate"]);
        using var file = await worker.FetchAsync($"/deletion/{number}/certificate.note");
        using var key = await worker.FetchAsync("/ledger/key");
        VerifierKey.TryParse((await key.Content.ReadAsStringAsync()).TrimEnd(), out var verifier).ShouldBeTrue();
        SignedNote
            .Parse(await file.Content.ReadAsByteArrayAsync())
            .Value!.VerifySignatures([verifier])
            .IsSuccess.ShouldBeTrue();
        (await worker.GoToAsync("/deletion")).Text.ShouldContain("You have no open request.");
        (await worker.GoToAsync("/inbox")).Text.ShouldContain($"Your data is erased at 1 party ({number})");
    }

    [Theory]
    [InlineData("DE", "An answer is expected by", "We promise an answer by")]
    [InlineData("US-VA", "We promise an answer by", "An answer is expected by")] // its act leaves job applicants out
    public async Task Every_page_that_shows_the_day_of_the_answer_says_alike_whether_it_is_a_promise(
        string place,
        string says,
        string not
    )
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind");
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(id, $"{id}@people.example", "Ana Lopes", place, "Europe/Lisbon");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "everything").PressAsync("Continue");
        var days = new List<string> { ReadDay() };
        await worker.PressAsync("Continue");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = worker.Path.Split('/', '?')[2];

        foreach (var page in new[] { "/", "/deletion", $"/deletion/{number}", "/inbox" })
        {
            await worker.GoToAsync(page);
            days.Add(ReadDay());
        }

        days.Distinct().ShouldHaveSingleItem();

        string ReadDay()
        {
            worker.Text.ShouldContain(says, Case.Sensitive, worker.Path);
            worker.Text.ShouldNotContain(not, Case.Sensitive, worker.Path);
            return string.Join(' ', worker.Text.Split($"{says} ")[1].Split(' ', '.').Take(3));
        }
    }

    [Fact]
    public async Task A_wrong_password_confirms_nothing_and_says_so_beside_the_field()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToConfirmStepAsync();

        await worker.Type("Password", "not it at all 12").PressAsync("Confirm deletion request");

        worker.Page.QuerySelector("#password-error")!.TextContent.ShouldContain("That password is not correct.");
        worker.Page.QuerySelector("#password")!.GetAttribute("value").ShouldBeNull();
        (await worker.GoToAsync("/deletion")).Text.ShouldContain("Not confirmed yet");
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_even_the_right_one_out()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToConfirmStepAsync();
        for (var i = 0; i < 6; i++)
            await worker.Type("Password", "not it at all 12").PressAsync("Confirm deletion request");

        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");

        worker.Text.ShouldContain("Too many wrong attempts.");
    }

    [Fact]
    public async Task Another_workers_request_is_not_found()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();
        var (other, _) = await portal.SignInWorkerAsync("Northwind");

        foreach (
            var address in new[]
            {
                $"/deletion/{number}",
                $"/deletion/{number}/withdraw",
                $"/deletion/new?number={number}&step=2",
                $"/deletion/new?number={number}&step=3",
                "/deletion/DR-2026-999999",
            }
        )
        {
            (await other.GoToAsync(address)).Status.ShouldBe(404, address);
        }

        (await other.FetchAsync($"/deletion/{number}/deadline.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_deadline_comes_as_a_calendar_file()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        var number = await worker.ConfirmRequestAsync();

        var file = await worker.FetchAsync($"/deletion/{number}/deadline.ics");

        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        (await file.Content.ReadAsStringAsync()).ShouldContain(
            $"SUMMARY:Deletion request {number}: answer expected\r\n"
        );
    }

    [Fact]
    public async Task A_party_whose_page_starts_the_request_is_chosen_in_the_form()
    {
        var (worker, id) = await portal.SignInWorkerAsync("Northwind", "Contoso");

        await worker.GoToAsync($"/deletion/new?party={id}-Contoso");
        await worker.PressAsync("Continue");

        worker.Text.ShouldContain("If you continue, we ask 1 party to erase your data.");
        worker.Text.ShouldContain("Contoso");
        worker.Text.ShouldNotContain("Northwind");
    }

    [Fact]
    public async Task A_worker_of_whom_nothing_is_recorded_can_ask_anyway()
    {
        var (worker, _) = await portal.SignInWorkerAsync();

        await worker.GoToAsync("/deletion/new");
        worker.Text.ShouldContain("Our record names nothing to delete");
        await worker.PressAsync("Ask anyway");
        worker.Text.ShouldContain("Our record names no party that holds this data.");
        await worker.PressAsync("Ask anyway");
        worker.Text.ShouldContain("No party: our record names none.");
        await worker.Type("Password", Given.Password).PressAsync("Confirm deletion request");

        worker.Text.ShouldContain("An answer is expected by");
    }

    [Fact]
    public async Task Nothing_is_chosen_for_a_worker_who_begins_a_request()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        worker.Page.QuerySelectorAll("input[checked]").ShouldBeEmpty();

        await worker.PressAsync("Continue");

        worker.Page.QuerySelector("#scope-error")!.TextContent.ShouldContain("Choose what should be deleted.");
    }

    [Fact]
    public async Task A_form_for_some_kinds_of_data_without_a_kind_is_sent_back()
    {
        var (worker, _) = await portal.SignInWorkerAsync("Northwind");
        await worker.GoToAsync("/deletion/new");
        await worker.Choose("Form.Kind", "categories").PressAsync("Continue");

        worker.Page.QuerySelector("#scope-error")!.TextContent.ShouldContain("Select at least one kind of data.");
    }
}
