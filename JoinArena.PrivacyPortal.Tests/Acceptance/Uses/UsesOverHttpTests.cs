using System.Net;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses;

/// <summary>Stopping a use, as a worker does it in a browser without scripts, and as the platform and the team see it.</summary>
public sealed class UsesOverHttpTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_worker_who_has_accepted_nothing_stops_a_use_from_its_clause_and_keeps_a_receipt()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy");
        await worker.GoToAsync(FindUseLink(worker, "model-improvement"));
        worker.Text.ShouldContain("You have not stopped this use of your data.");
        worker.Text.ShouldContain("This does not undo what happened before.");
        worker.Page.QuerySelector("main a[href='/deletion/new']").ShouldNotBeNull();

        await worker.PressAsync("Stop this use");

        worker.Path.ShouldStartWith("/uses/");
        worker.Text.ShouldContain("You stopped this use");
        var record = worker.Path;
        worker
            .Page.QuerySelectorAll("main details dt")
            .Select(term => term.TextContent.Trim())
            .ShouldBe([
                "You decided with the words",
                "From the IP address",
                "Your browser",
                "Record number",
                "Recorded by",
            ]);
        FindWords(worker).ShouldStartWith("“From now on, JoinArena must not use your data this way: ");
        worker.Page.QuerySelectorAll("main code").ShouldAllBe(hash => hash.Closest("details") != null);
        (await (await worker.FetchAsync($"{record}/receipt.note")).Content.ReadAsStringAsync()).ShouldContain(
            "\"type\":\"use-stop-receipt\""
        );
        (await worker.GoToAsync("/policy")).Text.ShouldContain("You stopped this use on");
        (await worker.GoToAsync("/acceptances")).Text.ShouldContain("Improving JoinArena’s models Stopped");
        (await worker.GoToAsync("/my-data")).Text.ShouldContain("You stopped 1 use of your data");
        var export = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        export.ShouldContain($"\"uses\":[{{\"id\":\"{record["/uses/".Length..]}\"");
        var decided = System.Text.Json.Nodes.JsonNode.Parse(export)!["uses"]![0]!;
        new[] { "signedInAt", "wording", "wordingSha256", "ipAddress", "portalVersion" }
            .Select(name => (string?)decided[name])
            .ShouldAllBe(text => text != null, decided.ToJsonString());
        ((string?)decided["signedInBy"]).ShouldBe("pwd");
        var kept = await (await worker.FetchAsync("/my-data/export.html")).Content.ReadAsStringAsync();
        kept.ShouldContain("<dt>From the IP address</dt><dd>");
        kept.ShouldContain("<dt>With the words</dt><dd>From now on, JoinArena must not use your data this way");

        var other = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email);
        (await other.FetchAsync(record)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.FetchAsync($"{record}/receipt.note")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.FetchAsync("/policy/uses/agreement")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await portal.CreateAnonymousClient().GoToAsync(record)).Path.ShouldStartWith("/account/login");
    }

    [Fact]
    public async Task A_worker_stops_a_use_with_one_kind_of_party_and_allows_it_again()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy/uses/professional-photos");

        await worker.Tick("Only with image services").PressAsync("Stop this use");
        worker.Text.ShouldContain("What you stopped Only with image services");
        FindWords(worker).ShouldContain("this way (Photos made from your interview), as far as you have chosen above.");
        (await worker.GoToAsync("/policy/uses/professional-photos")).Text.ShouldContain("with image services.");
        var platform = await portal.CreateApiClientAsync(Scopes.WorkersRead);
        (await StatusesAsync(platform, given.Id, "professional-photos")).ShouldBe([
            "image-api stopped",
            "hiring-company not-stopped",
        ]);

        await worker.Choose("Resume.Recipient", "everyone").PressAsync("Allow this use again");

        worker.Text.ShouldContain("You allowed this use again");
        FindWords(worker).ShouldContain("), as far as you have chosen above and have accepted it. ");
        var after = await StatusesAsync(platform, given.Id, "professional-photos");
        after.ShouldBe(["image-api not-stopped", "hiring-company not-stopped"]);
    }

    [Fact]
    public async Task A_worker_who_has_not_chosen_what_to_stop_is_asked_to_and_nothing_is_recorded()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy/uses/external-evaluation");
        worker.Page.QuerySelector("input[type=radio][checked]").ShouldBeNull();

        await worker.PressAsync("Stop this use");

        var link = worker.Page.QuerySelector("[role=alert] a")!;
        link.TextContent.ShouldBe("Choose what you want to stop.");
        worker.Page.GetElementById(link.GetAttribute("href")!.Split('#')[1])!.LocalName.ShouldBe("fieldset");
        (await worker.GoToAsync("/acceptances")).Text.ShouldNotContain("Stopped");
    }

    [Fact]
    public async Task A_disclosure_after_a_stop_is_shown_as_against_it_to_the_worker_and_in_the_export()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy/uses/external-evaluation");
        await worker.Tick("Everything this clause describes").PressAsync("Stop this use");
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("p-stopped", "Parley AI", "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(given.Id, "p-stopped"));

        await worker.GoToAsync("/my-data");

        worker.Text.ShouldContain("1 disclosure went against your stop");
        worker.Text.ShouldContain("Against your stop");
        await worker.GoToAsync(worker.Page.QuerySelector("a[href^='/my-data/disclosures/']")!.GetAttribute("href")!);
        worker.Text.ShouldContain("This disclosure went against your stop");
        worker.Text.ShouldContain("You had stopped this use before it happened.");
        var export = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        export.ShouldContain("\"covered\":false,\"version\":\"1.0\",\"clause\":null,\"reason\":\"against-stop\"");
        (await (await worker.FetchAsync("/my-data/export.csv")).Content.ReadAsStringAsync()).ShouldContain(
            "against-stop"
        );
    }

    [Fact]
    public async Task The_platform_reads_by_when_a_stop_is_answered_and_what_was_answered()
    {
        var given = await portal.SetUpAsync(Given.Worker().LivingIn("DE").WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        var platform = await portal.CreateApiClientAsync(Scopes.WorkersRead);
        (await FindTrainingAsync())["objection"].ShouldBeNull("nothing was stopped");
        await (await worker.GoToAsync("/policy/uses/model-improvement")).PressAsync("Stop this use");
        var stop = worker.Path["/uses/".Length..];

        var waiting = await FindTrainingAsync();
        var dueBy = (string?)waiting["objection"]!["dueBy"];
        dueBy.ShouldNotBeNull();
        waiting["status"]!.ToString().ShouldBe("stopped");
        waiting["objection"]!
            .ToJsonString()
            .ShouldBe(
                $$"""{"decisionId":"{{stop}}","state":"waiting","dueBy":"{{dueBy}}","answer":null,"answeredAt":null}"""
            );

        var weighed = portal.Services.GetRequiredService<ObjectionQueries>();
        await officer.GoToAsync(
            $"/staff/objections/{(await weighed.FindAsync(given.Id, Guid.Parse(stop), default))!.Id}"
        );
        officer.Text.ShouldContain($"({given.Id})");
        officer.Text.ShouldContain(given.Name);
        officer.Text.ShouldContain("The use goes on For this you give a ground and your reasons.");
        officer.Text.ShouldContain("A use after that no longer breaks it.");
        officer
            .Page.QuerySelector("main a[href='/staff/laws/EU-GDPR']")!
            .TextContent.ShouldBe("General Data Protection Regulation, Regulation (EU) 2016/679");
        await officer
            .Choose("Outcome", "denied")
            .Type("The ground on which it goes on", "a legal claim")
            .Type("Your reasons", "A case is open.")
            .PressAsync("Preview the email");
        officer.Text.ShouldContain("Why: A case is open.");
        (await FindTrainingAsync())["status"]!.ToString().ShouldBe("stopped", "nothing has been sent");
        await officer.Type("Your reasons", "Because.").PressAsync("Send the answer");
        officer.Text.ShouldContain("Nothing was sent. The email is not the one you read before.");
        await officer.Type("Your reasons", "A case is open.").PressAsync("Preview the email");
        await officer.PressAsync("Send the answer");

        var answered = await FindTrainingAsync();
        (answered["status"]!.ToString(), answered["stoppedAt"]).ShouldBe(("not-stopped", null));
        var objection = answered["objection"]!;
        (objection["state"]!.ToString(), objection["answer"]!.ToString(), (string?)objection["dueBy"]).ShouldBe(
            ("answered", "denied", dueBy)
        );
        objection["answeredAt"].ShouldNotBeNull();
        (await worker.GoToAsync("/policy/uses/model-improvement")).Text.ShouldContain(
            "we answered that the use goes on"
        );
        worker.Text.ShouldContain("This use of your data is not stopped.");
        var export = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        var exported = System.Text.Json.Nodes.JsonNode.Parse(export)!["uses"]![0]!;
        new[] { "dueBy", "outcome", "ground", "reasons" }
            .Select(name => (string?)exported[name])
            .ShouldBe([dueBy, "denied", "a legal claim", "A case is open."]);
        (await (await worker.FetchAsync("/my-data/export.html")).Content.ReadAsStringAsync()).ShouldContain(
            "Answered: the use goes on"
        );
        (await worker.GoToAsync("/my-data")).Text.ShouldNotContain("You stopped 1 use of your data");
        await (await worker.GoToAsync("/policy/uses/model-improvement")).PressAsync("Stop this use");
        (await FindTrainingAsync())["objection"]!["state"]!.ToString().ShouldBe("waiting");
        await (await worker.GoToAsync("/policy/uses/model-improvement")).PressAsync("Allow this use again");
        (await FindTrainingAsync())["objection"].ShouldBeNull("the stop was taken back");
        var after = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        System.Text.Json.Nodes.JsonNode.Parse(after)!["uses"]!
            .AsArray()
            .Select(use => (string?)use!["dueBy"])
            .ShouldBe([dueBy, null, null], "a stop that was taken back is owed no answer");

        async Task<JsonNode> FindTrainingAsync() =>
            (await platform.GetAsync($"/api/v1/workers/{given.Id}/uses"))["uses"]!
                .AsArray()
                .Single(use => (string?)use!["clause"] == "model-improvement")!;
    }

    [Fact]
    public async Task A_form_that_was_not_on_the_page_records_nothing()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/policy/uses/model-improvement");

        var forged = await worker.ForgeAsync("/policy/uses/model-improvement", ("_handler", "stop-use"));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        worker.Page.QuerySelector("input[name='Stop.Wording']")!.SetAttribute("value", "00");
        await worker.PressAsync("Stop this use");

        worker.Text.ShouldContain("This page has changed since you opened it");
        await worker.GoToAsync("/policy/uses/model-improvement");
        worker.Text.ShouldContain("You have not stopped this use of your data.");
    }

    private static string FindUseLink(HtmlClient worker, string clause) =>
        worker.Page.QuerySelector($"#{clause} a[href='/policy/uses/{clause}']")!.GetAttribute("href")!;

    // The words above the button and on it, as the decision keeps them.
    private static string FindWords(HtmlClient worker) =>
        worker.Page.QuerySelector("main details dd")!.TextContent.Trim();

    private static async Task<IReadOnlyList<string>> StatusesAsync(ApiClient platform, string worker, string clause)
    {
        var answer = await platform.GetAsync($"/api/v1/workers/{worker}/uses");
        ((string?)answer["version"]).ShouldBe("1.0");
        return
        [
            .. answer["uses"]!
                .AsArray()
                .Where(use => (string?)use!["clause"] == clause)
                .Select(use => $"{use!["recipient"]} {use["status"]}"),
        ];
    }
}
