using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>
/// A request to five parties over five kinds of connectors, each at the other end of a real conversation, from asking
/// to the certificate.
/// </summary>
public sealed class PartyNotificationJourneyTests(PartyNotificationJourneyTests.CallingPortal portal)
    : IClassFixture<PartyNotificationJourneyTests.CallingPortal>
{
    private const string Blanked =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
        + "{\"id\":\"trn_1\",\"status\":\"completed\",\"text\":\"Deleted by user.\"}";

    [Fact]
    public async Task Five_parties_are_notified_each_over_its_own_connector_and_retained_data_is_gone_after_its_date()
    {
        await using var hooked = await ReceiverInNode.StartAsync(WebhookSecret.Generate());
        await using var assembly = new RawHost(
            (_, stream, ct) => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Blanked), ct).AsTask()
        );
        var worker = await portal.SetUpAsync(
            Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("called", "Called GmbH")
        );
        await ArrangeAsync(worker.Id, hooked, assembly);
        // It is away when it is called first.
        await hooked.SetAnswerAsync(503);

        var number = "";
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/deletion/new");
            await person.TicksAsync("Everything that");
            await person.PressesAsync("Continue");
            await person.PressesAsync("Continue");
            await person.TypesAsync("Password", Given.Password);
            await person.PressesAsync("Confirm deletion request");
            number = new Uri(person.Page.Url).Segments[^1];
            await person.PressesAsync("Notify the parties now");
            await person.SeesAsync("of 5 parties");
        });

        var calls = new[] { await hooked.WaitForCallAsync(), await hooked.WaitForCallAsync() };
        calls.Select(c => (c.Verified, c.Status, c.Id)).ShouldBe([(true, 503, calls[0].Id), (true, 204, calls[0].Id)]);
        using (var anyone = new HttpClient())
        {
            using var answer = await anyone.PostAsJsonAsync(
                new Uri((string)calls[1].Event["data"]!["outcomeUrl"]!),
                new { outcome = "erased" }
            );
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }

        var until = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(40);
        await AnswersByMailAsync("retained", until);
        await portal.VisitInBrowserAsync(async officer =>
        {
            await officer.SignsInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
            await officer.GoesToAsync($"/staff/requests/{number}");
            await officer.RecordsAnswerAsync("Called GmbH", "erased");
            await officer.SeesAsync("Partly completed");
            await officer.ExpectsAccessiblePageAsync();
        });
        assembly.RequestHeads.ShouldAllBe(h =>
            h.StartsWith("DELETE /v2/transcript/trn_1 ", StringComparison.Ordinal)
            && h.Contains("Authorization: aai-key\r\n", StringComparison.Ordinal)
        );

        portal.Moves(TimeSpan.FromDays(42));
        await AnswersByMailAsync("erased");

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync($"/deletion/{number}");
            await person.SeesHeadingAsync("Your data is erased at 5 parties");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Your certificate");
            await person.SeesAsync("Mailed Inc");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    private async Task ArrangeAsync(string worker, ReceiverInNode hooked, RawHost assembly)
    {
        var api = await portal.CreateApiClientAsync();
        var put = await PutAsync(
            api,
            "hooked",
            new
            {
                name = "Hooked Ltd",
                kind = "llm-provider",
                connector = new { type = "webhook", url = hooked.Url },
            }
        );
        await hooked.UseSecretAsync((string)put["connector"]!["secret"]!);
        await PutAsync(
            api,
            "mailed",
            new
            {
                name = "Mailed Inc",
                kind = "llm-provider",
                connector = new { type = "email", email = "privacy@mailed.example" },
            }
        );
        await PutAsync(
            api,
            "assembly",
            new
            {
                name = "Assembly",
                kind = "llm-provider",
                connector = new
                {
                    type = "http",
                    recipe = "assemblyai",
                    url = assembly.Url.GetLeftPart(UriPartial.Authority),
                },
            }
        );
        await PutAsync(
            api,
            "joinarena-portal",
            new
            {
                name = "This portal",
                kind = "joinarena-system",
                connector = new { type = "internal" },
            }
        );
        var spoken = Given.Disclosure(worker, "assembly", category: "transcript");
        spoken["data"]!["detail"] = new JsonObject
        {
            ["references"] = new JsonObject { [$"{worker}-transcript"] = "trn_1" },
        };
        await api.DiscloseAsync(
            Given.Disclosure(worker, "hooked"),
            Given.Disclosure(worker, "mailed"),
            spoken,
            Given.Disclosure(worker, "joinarena-portal")
        );
    }

    /// <summary>
    /// Somebody at the party opens the link of the mail, on a browser without scripts and without an account, and
    /// answers.
    /// </summary>
    private async Task AnswersByMailAsync(string outcome, DateOnly? until = null)
    {
        var mail = await portal.Server.WaitForMailToAsync("privacy@mailed.example");
        var letter = new ReceivedEmail(mail.Message.Subject ?? "", mail.Message.TextBody ?? "");
        await portal.VisitInBrowserAsync(
            async party =>
            {
                await party.GoesToAsync(letter.FindLink("/erasures/"));
                await party.ExpectsAccessiblePageAsync();
                await party.Page.Locator($"input[value={outcome}]").CheckAsync();
                if (until is { } day)
                {
                    await party.Page.Locator("input[value=gdpr-legal-claims]").First.CheckAsync();
                    await party
                        .Page.GetByLabel("Last day on which you keep it")
                        .FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }

                await party.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
                await party.SeesAsync("Check your answer");
                await party.ExpectsAccessiblePageAsync();
                await party.Page.GetByRole(AriaRole.Button, new() { Name = "Send this answer" }).ClickAsync();
                await party.SeesAsync("You answered:");
                await party.ExpectsAccessiblePageAsync();
            },
            javaScript: false
        );
    }

    private static async Task<JsonNode> PutAsync(ApiClient api, string id, object party)
    {
        using var answer = await api.Http.PutAsJsonAsync($"/api/v1/parties/{id}", party);
        var said = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(said);
        return JsonNode.Parse(said)!;
    }

    /// <summary>The portal with a mail server, a secret for a recipe, and a clock that can be moved on.</summary>
    public sealed class CallingPortal : Portal
    {
        private readonly MovedClock _clock = new();

        internal SmtpHost Server { get; } = new();

        public override TimeProvider Clock => _clock;

        /// <summary>Later it is.</summary>
        public void Moves(TimeSpan by) => _clock.Offset += by;

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Server.DisposeAsync();
        }

        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:Connectors:AllowPrivateNetworks"] = "true";
            settings["Portal:Connectors:Secrets:assemblyai"] = "aai-key";
            settings["Portal:Mail:Smtp:Host"] = "127.0.0.1";
            settings["Portal:Mail:Smtp:Port"] = Server.Port.ToString(CultureInfo.InvariantCulture);
            settings["Portal:Mail:From"] = "privacy@joinarena.example";
        }

        private sealed class MovedClock : TimeProvider
        {
            public TimeSpan Offset { get; set; }

            public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
        }
    }
}
