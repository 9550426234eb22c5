using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What a worker accepted, in the export of their data.</summary>
public sealed class ExportedAcceptancesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_export_has_the_evidence_that_the_record_of_an_acceptance_shows()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);

        var json = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        var page = await (await worker.FetchAsync("/my-data/export.html")).Content.ReadAsStringAsync();

        var accepted = JsonNode.Parse(json)!["acceptances"]!.AsArray().ShouldHaveSingleItem()!;
        await worker.GoToAsync($"/acceptances/{(string?)accepted["id"]}");
        foreach (var shown in new[] { "sha256", "wordingSha256", "ipAddress", "portalVersion" })
            worker.Text.ShouldContain(((string?)accepted[shown]).ShouldNotBeNull(shown), Case.Sensitive, shown);
        ((string?)accepted["signedInBy"]).ShouldBe("pwd");
        accepted["signedInAt"].ShouldNotBeNull();
        ((string?)accepted["wording"]).ShouldBe("I have read and accept version 1.0\nAccept\n");
        page.ShouldContain("<dt>With the words</dt><dd>I have read and accept version 1.0");
        page.ShouldContain($"<dt>From the IP address</dt><dd>{(string?)accepted["ipAddress"]}</dd>");
    }
}
