using System.Net;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>The pages of a request whose worker's email address was changed while it was in progress.</summary>
public sealed class WithheldRequestPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Who_signs_in_with_the_new_address_sees_nothing_of_it_before_an_officer_has_seen_a_proof()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("parley", "Parley"));
        var before = await portal.SignInAsync(worker.Email);
        var number = await AskAsync(before);
        (await before.GoToAsync($"/deletion/{number}")).Text.ShouldContain("Parley");
        (await before.GoToAsync("/inbox")).Text.ShouldContain($"{number} is confirmed");

        var newcomer = await MoveAsync(worker, $"new-{worker.Email}");

        foreach (var page in (string[])["/", "/deletion"])
        {
            var listed = (await newcomer.GoToAsync(page)).Text;
            listed.ShouldContain("Please prove that this request is yours");
            listed.ShouldNotContain("answered");
            listed.ShouldNotContain("notified");
        }

        await newcomer.GoToAsync($"/deletion/{number}");
        newcomer.Text.ShouldContain("Please prove that this request is yours");
        newcomer.Text.ShouldNotContain("Parley");
        newcomer.Page.QuerySelectorAll("main button").Select(b => b.TextContent.Trim()).ShouldBe(["Send message"]);
        foreach (var file in new[] { "certificate", "certificate.note", "certificate.json", "certificate/proof" })
        {
            var answer = await newcomer.FetchAsync($"/deletion/{number}/{file}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, file);
        }

        var export = await (await newcomer.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        JsonNode.Parse(export)!["deletionRequests"]!.AsArray().ShouldBeEmpty();
        export.ShouldNotContain($"{number} is confirmed");
        (await newcomer.GoToAsync("/inbox")).Text.ShouldNotContain($"{number} is confirmed");
        await newcomer.GoToAsync($"/deletion/{number}");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await newcomer.Type("Write to the privacy team", "It is me: see my passport.").PressAsync("Send message");
        newcomer.Text.ShouldContain("It is me: see my passport.");

        await officer.GoToAsync($"/staff/requests/{number}");
        officer.Text.ShouldContain("Withheld from the worker, whose email address was changed");
        officer.Text.ShouldContain("What we asked of parties goes on.");
        await officer.PressAsync("Identity is proven");

        officer.Text.ShouldNotContain("Withheld from the worker");
        (await newcomer.GoToAsync($"/deletion/{number}")).Text.ShouldContain("Parley");
    }

    [Fact]
    public async Task Who_follows_by_a_link_reads_that_one_request_is_not_shown_and_nothing_else_of_it()
    {
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoseDataWentTo("parley", "Parley").WhoseDataWentTo("tailspin", "Tailspin")
        );
        var withheld = await AskAsync(await portal.SignInAsync(worker.Email), worker.Parties[0].Party);
        var newcomer = await MoveAsync(worker, $"moved-{worker.Email}");
        var shown = await AskAsync(newcomer, worker.Parties[1].Party);
        await (await newcomer.GoToAsync("/account/close"))
            .Type("Password", Given.Password)
            .PressAsync("Close my account");

        newcomer.Text.ShouldContain("Please prove that another request is yours too");
        newcomer.Text.ShouldContain(shown);
        newcomer.Text.ShouldContain("Tailspin");
        newcomer.Text.ShouldNotContain(withheld);
        newcomer.Text.ShouldNotContain("Parley");
    }

    private static async Task<string> AskAsync(HtmlClient person, string? party = null)
    {
        await person.GoToAsync("/deletion/new");
        if (party is not null)
            person.Type("Which party?", party);
        await person.Choose("Form.Kind", party is null ? "everything" : "party").PressAsync("Continue");
        await person.PressAsync("Continue");
        await person.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        await person.PressAsync("Notify the parties now");
        return person.Path.Split('/', '?')[2];
    }

    private async Task<HtmlClient> MoveAsync(GivenWorker worker, string address)
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync(worker.Id, address, worker.Name, worker.Jurisdiction);
        await portal
            .Services.GetRequiredService<AccountSeeder>()
            .EnsureAsync(address, Given.Password, Roles.Worker, CancellationToken.None);
        return await portal.SignInAsync(address);
    }
}
