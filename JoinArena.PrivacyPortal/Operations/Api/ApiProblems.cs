using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>One type of problem.</summary>
/// <param name="Kind">The last part of its <c>type</c>.</param>
/// <param name="Description">When it is answered, and what to do.</param>
internal sealed record KnownProblem(string Kind, int Status, string Description);

/// <summary>Every type of problem the API answers with. A test compares this with the code.</summary>
internal static class ApiProblems
{
    public static readonly IReadOnlyList<KnownProblem> All =
    [
        new("invalid", 400, "a field is missing or has a wrong value; `errors` points to each one."),
        new("code-not-valid", 400, "the code is unknown, already used, too old, or for another site."),
        new("malformed", 400, "the body cannot be read."),
        new("no-key", 401, "the key is missing, revoked or expired."),
        new("scope-missing", 403, "the key does not have the scope of this operation."),
        new("link-invalid", 403, "the link was not sent for this erasure."),
        new("link-expired", 410, "the link has expired; answer with a key, or contact the privacy team."),
        new("link-superseded", 410, "the party has been asked again; use the latest link."),
        new("not-found", 404, "nothing has this id."),
        new("unknown-worker", 404, "the worker is not registered."),
        new("not-now", 409, "this is not possible at the moment."),
        new("already-answered", 409, "there is already an answer, and it cannot be changed."),
        new(
            "conflict",
            409,
            "an event with this source and id, but with other content, was accepted before; send a correction instead."
        ),
        new("too-many-events", 413, "a body can have at most 10,000 events."),
        new("payload-too-large", 413, "the body is larger than 16 MiB; send several bodies, or a stream."),
        new("media-type", 415, "the API does not accept this media type."),
        new(
            "not-announced",
            422,
            "a worker, party or source is not registered; register it, then send the same event again. "
                + "For a heartbeat the status is 404."
        ),
        new("too-many-requests", 429, "too many requests; wait as long as `Retry-After` says."),
        new(EventQuota.ProblemKind, 429, "the key has reached today's limit of events."),
        new("unavailable", 503, "it could not be stored now; send it again, and it will count only once."),
    ];

    /// <summary>The problems that every operation may answer.</summary>
    public static readonly IReadOnlyList<string> Common = ["no-key", "scope-missing", "too-many-requests"];

    public static KnownProblem GetByKind(string kind) => All.Single(p => p.Kind == kind);

    public static JsonNode CreateExample(KnownProblem problem)
    {
        var example = new JsonObject
        {
            ["type"] = ApiProblem.TypePrefix + problem.Kind,
            ["title"] = "The problem in words",
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
