using System.Diagnostics;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>The API's description in the hands of public tools: a linter, and two generators whose clients are used.</summary>
public sealed partial class GeneratedClientTests(Portal portal) : IClassFixture<Portal>
{
    // Written as a platform's programmer would, with nothing but what is generated. The converter is what the generator
    // leaves to the caller: names of an enumeration inside of an array.
    private const string Use = """
        using System.Text.Json.Serialization;

        namespace Generated;

        public partial class PrivacyPortalClient
        {
            static partial void UpdateJsonSerializerSettings(System.Text.Json.JsonSerializerOptions settings) =>
                settings.Converters.Add(new JsonStringEnumConverter());
        }

        public static class Use
        {
            public static async Task<List<string>> RunAsync(HttpClient http)
            {
                var client = new PrivacyPortalClient(http);
                var said = new List<string>();
                var worker = await client.PutWorkerAsync(
                    "w-cs",
                    new() { Email = "cs@people.example", Name = "Ana", Jurisdiction = "PT", Locale = "pt-PT", TimeZone = "UTC" });
                said.Add($"worker {worker.IsNew}");
                var party = await client.PutPartyAsync(
                    "cs-llm", new() { Name = "CS LLM", Kind = PartyAnnouncementKind.LlmProvider });
                said.Add($"party {party.Id}");
                said.Add($"connector {(await client.GetPartyAsync("cs-llm")).Connector!.Type}");
                await client.PutSourceAsync(
                    "cs", new() { Name = "CS", CompleteSince = DateTimeOffset.UnixEpoch, Covers = [Covers.LlmProvider] });
                said.Add($"covers {(await client.GetSourceAsync("cs")).Covers.Single()}");
                await client.PutItemAsync(
                    "w-cs",
                    "rec-1",
                    new() { Category = ItemAnnouncementCategory.InterviewRecording, CreatedAt = DateTimeOffset.UnixEpoch });
                said.Add($"item {(await client.GetItemAsync("w-cs", "rec-1")).Category}");
                said.Add($"acceptance {(await client.GetAcceptanceAsync("w-cs")).Status}");
                var disclosure = new DisclosureEvent
                {
                    Specversion = ReportedEventSpecversion._1_0,
                    Id = "cs-1",
                    Source = "/cs",
                    Time = DateTimeOffset.Parse("2026-11-20T10:15:00Z"),
                    Data = new()
                    {
                        WorkerId = "w-cs",
                        PartyId = "cs-llm",
                        Direction = DisclosureDataDirection.Disclosed,
                        Purpose = DisclosureDataPurpose.CandidateEvaluation,
                        Items = [new() { Id = "rec-1", Category = DescribedItemCategory.InterviewRecording }],
                    },
                };
                var retraction = new RetractionEvent
                {
                    Specversion = ReportedEventSpecversion._1_0,
                    Id = "cs-2",
                    Source = "/cs",
                    Time = DateTimeOffset.Parse("2026-11-21T10:15:00Z"),
                    Data = new() { WorkerId = "w-cs", RefersTo = new() { Id = "cs-1" } },
                };
                said.Add($"accepted {(await client.ReportDisclosuresAsync([disclosure, retraction])).Accepted}");
                disclosure.Id = "cs-3";
                disclosure.Data.PartyId = "nobody";
                var rejected = (await client.ReportDisclosuresAsync([disclosure])).Rejected.Single();
                said.Add($"rejected {rejected.Problem.Errors!.Single().Pointer}");
                try
                {
                    await client.PutWorkerAsync(
                        "w-cs",
                        new() { Email = "nobody", Name = "Ana", Jurisdiction = "PT", Locale = "en", TimeZone = "UTC" });
                }
                catch (ApiException<Problem> refused)
                {
                    said.Add($"problem {refused.Result.Status} {refused.Result.Errors!.Single().Pointer}");
                }

                said.Add($"erasures {(await client.ListErasuresAsync("cs-llm", State.Pending, null)).Erasures.Count}");
                try
                {
                    await client.RecordErasureOutcomeAsync(Guid.Empty, new() { Outcome = OutcomeBodyOutcome.Erased });
                }
                catch (ApiException<Problem> missing)
                {
                    said.Add($"missing {missing.Result.Status}");
                }

                return said;
            }
        }
        """;

    private static readonly Lazy<Task<string>> s_clients = new(() =>
        NodeFolder.InstallAsync("JoinArena.PrivacyPortal.Tests", "Operations", "Api", "clients")
    );

    [Fact]
    public async Task A_client_in_CSharp_that_was_generated_from_the_description_does_what_a_platform_needs()
    {
        var document = await OpenApiDocument.FromJsonAsync(await ReadDescriptionAsync());
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "PrivacyPortalClient",
            GenerateClientInterfaces = false,
        };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.JsonLibraryVersion = 9m;
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        var code = new CSharpClientGenerator(document, settings).GenerateFile();
        using var http = new HttpClient { BaseAddress = portal.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await CreateKeyAsync());

        var use = GeneratedCode.Compile(code, Use).GetType("Generated.Use", throwOnError: true)!.GetMethod("RunAsync")!;
        var said = await (Task<List<string>>)use.Invoke(null, [http])!;

        said.ShouldBe([
            "worker True",
            "party cs-llm",
            "connector Manual",
            "covers LlmProvider",
            "item InterviewRecording",
            "acceptance None",
            "accepted 2",
            "rejected /data/partyId",
            "problem 400 /email",
            "erasures 0",
            "missing 404",
        ]);
    }

    [Fact]
    public async Task A_client_in_TypeScript_that_was_generated_from_the_description_does_what_a_platform_needs()
    {
        var folder = await s_clients.Value;
        var document = await SaveDescriptionAsync(folder, "client.json");
        (await RunAsync(folder, "generate.mjs", document, "api.d.ts")).ShouldBe([]);
        (await RunAsync(folder, "node_modules/typescript/bin/tsc", "-p", ".")).ShouldBe([]);

        var said = await RunAsync(
            folder,
            "use.js",
            portal.Url.GetLeftPart(UriPartial.Authority),
            await CreateKeyAsync()
        );

        said.ShouldBe([
            "worker true",
            "party \"ts-llm\"",
            "connector \"manual\"",
            "accepted 2",
            "rejected \"/data/purpose\"",
            "problem [400,[\"/email\"]]",
            "erasures 0",
            "missing \"There is nothing with this id\"",
            "webhook \"function\"",
        ]);
    }

    [Fact]
    public async Task A_public_linter_finds_nothing_in_the_description()
    {
        var folder = await s_clients.Value;

        (await RunAsync(folder, "lint.mjs", await SaveDescriptionAsync(folder, "lint.json"))).ShouldBe([]);
    }

    [Fact]
    public async Task The_documented_examples_compile()
    {
        var examples = Examples().Matches(await File.ReadAllTextAsync(Repository.GetPath("docs/integration.md")));

        examples.Count.ShouldBeGreaterThan(0);
        GeneratedCode.Compile([.. examples.Select(example => example.Groups["code"].Value)]).ShouldNotBeNull();
    }

    private async Task<string> CreateKeyAsync()
    {
        var keys = portal.Services.GetRequiredService<ApiKeyStore>();
        return (await keys.CreateAsync($"client-{Guid.NewGuid():N}", Scopes.All, CancellationToken.None)).Value!;
    }

    private async Task<string> ReadDescriptionAsync()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        return await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
    }

    private async Task<string> SaveDescriptionAsync(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        await File.WriteAllTextAsync(file, await ReadDescriptionAsync());
        return file;
    }

    private static async Task<string[]> RunAsync(string folder, params string[] arguments)
    {
        using var node = Process.Start(
            new ProcessStartInfo(NodeFolder.Node, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var errors = node.StandardError.ReadToEndAsync();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, said + await errors);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline, 10_000)]
    private static partial Regex Examples();
}
