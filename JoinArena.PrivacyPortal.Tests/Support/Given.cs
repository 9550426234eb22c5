using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// What is already so when a test begins, in words: <c>await
/// portal.HasAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("openai", "OpenAI"))</c>.
/// </summary>
public static class Given
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "Quiet-harbour-41!";

    private static int s_people;

    /// <summary>A worker JoinArena has announced, who has an account and a confirmed address.</summary>
    public static GivenWorker Worker()
    {
        var number = Interlocked.Increment(ref s_people);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"w-{number}"),
            Email = string.Create(CultureInfo.InvariantCulture, $"worker{number}@people.example"),
        };
    }

    /// <summary>Somebody of the team who is signed in.</summary>
    public static ClaimsPrincipal Staff(string role, string name) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, role)], "test"));

    /// <summary>An event as JoinArena's systems send it.</summary>
    public static JsonObject Disclosure(
        string worker,
        string party,
        string purpose = "candidate-evaluation",
        string category = "interview-recording",
        string? item = null,
        DateTimeOffset? at = null,
        string? id = null
    ) =>
        new()
        {
            ["specversion"] = "1.0",
            ["id"] = id ?? Guid.CreateVersion7().ToString(),
            ["source"] = "/evaluator",
            ["type"] = "com.joinarena.disclosure.v1",
            ["time"] = (at ?? DateTimeOffset.UtcNow).ToIso(),
            ["data"] = new JsonObject
            {
                ["workerId"] = worker,
                ["partyId"] = party,
                ["direction"] = "disclosed",
                ["purpose"] = purpose,
                ["items"] = new JsonArray(
                    new JsonObject { ["id"] = item ?? $"{worker}-{category}", ["category"] = category }
                ),
            },
        };

    /// <summary>What is right instead of a report of the same source.</summary>
    public static JsonObject Correction(string of, JsonObject right)
    {
        right["type"] = "com.joinarena.disclosure.corrected.v1";
        right["data"]!["refersTo"] = new JsonObject { ["id"] = of };
        right["data"]!["time"] = (string?)right["time"];
        return right;
    }

    /// <summary>That what a report of the same source said never happened.</summary>
    public static JsonObject Retraction(string of, string worker) =>
        new()
        {
            ["specversion"] = "1.0",
            ["id"] = Guid.CreateVersion7().ToString(),
            ["source"] = "/evaluator",
            ["type"] = "com.joinarena.disclosure.retracted.v1",
            ["time"] = DateTimeOffset.UtcNow.ToIso(),
            ["data"] = new JsonObject
            {
                ["workerId"] = worker,
                ["refersTo"] = new JsonObject { ["id"] = of },
                ["reason"] = "It was reported by mistake.",
            },
        };
}

/// <summary>A worker, and what has happened to them so far.</summary>
public sealed record GivenWorker
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public string Name { get; init; } = "Ana Lopes";

    /// <summary>ISO 3166 code.</summary>
    public string Jurisdiction { get; init; } = "DE";

    /// <summary>The versions accepted, in order.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Who has got something.</summary>
    public IReadOnlyList<(string Party, string Name, string Kind, string Purpose)> Parties { get; init; } = [];

    public GivenWorker Named(string name) => this with { Name = name };

    public GivenWorker LivingIn(string jurisdiction) => this with { Jurisdiction = jurisdiction };

    public GivenWorker WhoAccepted(string version) => this with { Accepted = [.. Accepted, version] };

    /// <summary>One recording of an interview went to this party.</summary>
    public GivenWorker WhoseDataWentTo(
        string party,
        string name,
        string kind = "llm-provider",
        string purpose = "candidate-evaluation"
    ) => this with { Parties = [.. Parties, (party, name, kind, purpose)] };
}
