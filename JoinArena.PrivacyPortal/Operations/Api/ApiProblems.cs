using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>One type of problem.</summary>
/// <param name="Kind">The end of its <c>type</c>.</param>
/// <param name="Description">When it is answered, and what to do.</param>
internal sealed record KnownProblem(string Kind, int Status, string Description);

/// <summary>Every type of problem the API answers with. A test compares this with the code.</summary>
internal static class ApiProblems
{
    public static readonly IReadOnlyList<KnownProblem> All =
    [
        new("invalid", 400, "a field does not hold what it must; `errors` points at each."),
        new("code-not-valid", 400, "the code is unknown, used, too old, or another site's."),
        new("malformed", 400, "the body cannot be read."),
        new("no-key", 401, "there is no key, or it was revoked or has expired."),
        new("scope-missing", 403, "the key lacks the scope of this operation."),
        new("link-invalid", 403, "the link is not one that was sent for this erasure."),
        new("link-expired", 410, "the link is too old; answer with a key, or write to the privacy team."),
        new("link-superseded", 410, "the party has been asked anew; use the latest link."),
        new("not-found", 404, "there is nothing of that id."),
        new("unknown-worker", 404, "the worker has not been announced."),
        new("not-now", 409, "it is not open for this at the moment."),
        new("already-answered", 409, "an answer stands once given."),
        new(
            "conflict",
            409,
            "the event's source and id were taken before with other content; send an amendment instead."
        ),
        new("too-many-events", 413, "one body holds at most 10,000 events."),
        new("payload-too-large", 413, "the body is larger than 16 MiB; send several, or a stream."),
        new("media-type", 415, "the body is of a form that is not known here."),
        new(
            "not-announced",
            422,
            "a worker, party or source must be announced first; the same event is then taken. Of a heartbeat the status is 404."
        ),
        new("too-many-requests", 429, "wait as long as `Retry-After` says."),
        new(EventQuota.ProblemKind, 429, "the key has reported all it may today."),
        new("unavailable", 503, "it could not be kept just now; send it again, it will not count twice."),
    ];

    /// <summary>What any operation may answer.</summary>
    public static readonly IReadOnlyList<string> Common = ["no-key", "scope-missing", "too-many-requests"];

    public static KnownProblem GetByKind(string kind) => All.Single(p => p.Kind == kind);

    public static JsonNode CreateExample(KnownProblem problem)
    {
        var example = new JsonObject
        {
            ["type"] = ApiProblem.TypePrefix + problem.Kind,
            ["title"] = "In words",
            ["status"] = problem.Status,
            ["detail"] = problem.Description,
        };
        if (problem.Kind is "invalid")
        {
            example["errors"] = new JsonArray(
                new JsonObject
                {
                    ["pointer"] = "/data/workerId",
                    ["detail"] = "Give an id of 1 to 200 letters, digits and . _ : -",
                }
            );
        }

        return example;
    }
}
