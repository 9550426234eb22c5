using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands for JoinArena's systems and for parties, run as they are written, one after the other.</summary>
[Trait("Speed", "slow")]
public sealed class IntegrationCommandTests(InstalledPortal portal) : IClassFixture<InstalledPortal>
{
    private const string Guide = "docs/integration.md";

    [Fact]
    public async Task A_system_gets_a_key_reports_amends_and_asks_with_the_documented_commands()
    {
        await portal.StartAsync();
        var key = await CreateKeyAsync(MarkdownFile.ReadCommands("docs/integration.md", "key"), "KEY");

        var reported = await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "report"), key);
        reported.ShouldContain("\"accepted\":1");

        Directory.CreateDirectory(Path.Combine(portal.Folder, "outbox"));
        var second = Given.Disclosure("w-1042", "acme-llm", id: "e-2").ToJsonString();
        // What cannot be sent, before and after, holds up nothing: a broken file, and one that is a folder.
        await SaveAsync("outbox/a-broken.json", "{\"id\":");
        Directory.CreateDirectory(Path.Combine(portal.Folder, "outbox", "b-unreadable.json"));
        await SaveAsync("outbox/e-2.json", second);
        // Once round is enough here.
        var loop = MarkdownFile.ReadCommands("docs/integration.md", "outbox");
        loop.ShouldContain("  sleep 5\n");
        var said = await RunAsync(loop.Replace("  sleep 5\n", "  break\n", StringComparison.Ordinal), key);
        said.ShouldContain("outbox/a-broken.json: not sent");
        said.ShouldContain("outbox/b-unreadable.json: not sent");
        Directory
            .GetFiles(Path.Combine(portal.Folder, "outbox"))
            .Select(Path.GetFileName)
            .ShouldBe(["a-broken.json"], "only what cannot be sent is left");

        await SaveAsync("events.ndjson", second + "\n");
        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "stream"), key)).ShouldContain(
            "\"outcome\":\"duplicate\""
        );

        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "change"), key)).ShouldContain("acme-llm");
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        (await http.GetStringAsync(new Uri(portal.Url, "/api/v1/parties/acme-llm"))).ShouldContain(
            "\"country\":\"IE\""
        );

        var joinArena = new ApiClient(portal.Url, key);
        await joinArena.PutPartyAsync("other-llm", "Other LLM", "llm-provider");
        MarkdownFile.ReadCommands("docs/integration.md", "amend").ShouldNotBeEmpty();
        foreach (var amendment in ReadAmendments())
            ((int?)(await joinArena.ReportAsync(amendment))["accepted"]).ShouldBe(1, amendment.ToJsonString());

        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "acceptance"), key)).ShouldContain(
            "\"status\":\"none\""
        );
        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "notice"), key)).ShouldContain("\"sha256\"");
        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "uses"), key)).ShouldContain(
            "\"status\":\"not-stopped\""
        );

        (await RunAsync(MarkdownFile.ReadCommands("docs/integration.md", "deletion-request"), key)).ShouldContain(
            "\"channel\":\"phone\""
        );

        var partyKey = await CreateKeyAsync(MarkdownFile.ReadCommands("docs/integration.md", "party-key"), "PARTY_KEY");
        partyKey.ShouldStartWith("jpp_");
    }

    [Fact]
    public async Task A_subscriber_is_added_with_the_documented_command()
    {
        (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/integration.md", "webhooks"))).ShouldContain(
            "whsec_"
        );
    }

    private static IEnumerable<JsonObject> ReadAmendments() =>
        MarkdownFile
            .ReadAll()
            .Single(file => file.Path == Guide)
            .Blocks.Where(block => block.Test == "amend")
            .Select(block => JsonNode.Parse(block.Code)!.AsObject());

    private async Task<string> CreateKeyAsync(string commands, string variable)
    {
        var output = await portal.RunScriptAsync($"{commands}\necho \"made=${variable}\"\n");
        return output.Split("made=")[1].Split('\n')[0].Trim();
    }

    private Task<string> RunAsync(string commands, string key) =>
        portal.RunScriptAsync(commands, ("KEY", key), ("PORTAL", portal.Url.GetLeftPart(UriPartial.Authority)));

    private Task SaveAsync(string name, string content) =>
        File.WriteAllTextAsync(Path.Combine(portal.Folder, name), content);
}
