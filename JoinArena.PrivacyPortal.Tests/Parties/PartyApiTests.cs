using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Parties;

public sealed class PartyApiTests(Portal portal) : IClassFixture<Portal>
{
    private readonly string _party = $"p-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_key_cannot_send_a_providers_secret_to_another_address()
    {
        var answer = await PutAsync(Http("https://attacker.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]![0]!;
        error["pointer"]!.GetValue<string>().ShouldBe("/connector/url");
        error["detail"]!.GetValue<string>().ShouldContain("api.openai.com");
        (await PutAsync(Http("https://api.openai.com"))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_connector_that_was_changed_by_a_key_stands_in_the_partys_history()
    {
        await PutAsync(new { type = "manual" });
        await PutAsync(new { type = "email", email = "privacy@party.example" });
        await PutAsync(new { type = "email", email = "privacy@party.example" });
        await PutAsync(new { type = "webhook", url = "https://party.example/erase" });
        await PutAsync(
            new
            {
                type = "webhook",
                url = "https://party.example/erase",
                rotate = true,
            }
        );

        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var changes = await db.PartyChanges.Where(c => c.PartyId == _party).OrderBy(c => c.Id).ToListAsync();
        changes
            .Select(c => c.Kind)
            .ShouldBe([PartyChangeKind.Connected, PartyChangeKind.Connected, PartyChangeKind.SecretReplaced]);
        changes.ShouldAllBe(c => c.ChangedBy.StartsWith("API key test-"));
    }

    [Fact]
    public async Task The_kind_of_a_party_can_change_until_data_was_disclosed_to_it()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        (await PutAsync(new { type = "manual" }, "hiring-company")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PutAsync(new { type = "manual" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await portal.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, _party));

        var answer = await PutAsync(new { type = "manual" }, "joinarena-system");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!
            .AsArray()
            .ShouldHaveSingleItem()!;
        error["pointer"]!.GetValue<string>().ShouldBe("/kind");
        error["detail"]!.GetValue<string>().ShouldContain("as llm-provider");
        (await PutAsync(new { type = "manual" })).StatusCode.ShouldBe(HttpStatusCode.OK, "the rest can still change");
    }

    private static object Http(string url) =>
        new
        {
            type = "http",
            url,
            recipe = "openai-files",
        };

    private async Task<HttpResponseMessage> PutAsync(object connector, string kind = "llm-provider")
    {
        var api = await portal.CreateApiClientAsync(Scopes.PartiesWrite);
        return await api.Http.PutAsJsonAsync(
            $"/api/v1/parties/{_party}",
            new
            {
                name = "Party",
                kind,
                connector,
            }
        );
    }
}
