using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>One type of problem.</summary>
/// <param name="Kind">The last part of its <c>type</c>.</param>
/// <param name="Description">When it is answered, and what to do.</param>
/// <param name="Title">Its title in answers; null for the usual words of its status.</param>
internal sealed record KnownProblem(string Kind, int Status, string Description, string? Title = null)
{
    /// <summary>The title in answers.</summary>
    public string GetTitle() => Title ?? ReasonPhrases.GetReasonPhrase(Status);
}

/// <summary>Every type of problem the API answers with. A test compares this with the code.</summary>
internal static class ApiProblems
{
    public static readonly IReadOnlyList<KnownProblem> All =
    [
        new(
            "invalid",
            400,
            "A field is missing or has a wrong value; `errors` points to each one.",
            "Something in this request is not valid"
        ),
        new(
            "code-not-valid",
            400,
            "The code is unknown, already used, too old, or for another site.",
            "This code is not valid"
        ),
        new(
            "malformed",
            400,
            "The body is not JSON; `errors` points to the place where it stops being JSON.",
            "This body cannot be read"
        ),
        new("bad-request", 400, "The request cannot be read; `detail` says why."),
        new("no-key", 401, "The key is missing, revoked or expired.", "No valid key"),
        new(
            "scope-missing",
            403,
            "The key does not have the scope of this operation; `scope` names it.",
            "This key does not have the scope"
        ),
        new("link-invalid", 403, "The link was not sent for this erasure.", "This link is not valid"),
        new(
            "link-expired",
            410,
            "The link has expired; answer with a key, or contact the privacy team.",
            "This link has expired"
        ),
        new(
            "link-superseded",
            410,
            "The party has been asked again; use the latest link.",
            "We have asked you again since we sent this link"
        ),
        new("not-found", 404, "Nothing has this address or id.", "There is nothing with this id"),
        new("unknown-worker", 404, "The worker is not registered; register them first.", "No such worker"),
        new(
            "method-not-allowed",
            405,
            "This address does not take this method; the header `Allow` lists those it takes."
        ),
        new(
            "not-now",
            409,
            "The request has not started yet or has ended, so nothing can be recorded for it.",
            "This erasure is not open"
        ),
        new(
            "already-answered",
            409,
            "There is already an answer, and this operation does not change it. The later one is kept for the privacy team. For "
                + "up to a day a party can correct its answer on the page of its link, which says until when.",
            "This erasure already has a different answer"
        ),
        new(
            "notice-recorded",
            409,
            "The worker has read another notice for this interview, and what was read cannot be changed.",
            "Another notice is recorded for this interview"
        ),
        new(
            "conflict",
            409,
            "An event with this source and id, but with other content, was accepted before; send a correction instead.",
            "This id belongs to another event"
        ),
        new(
            "too-many-events",
            413,
            "A body can have at most 10,000 events; send several bodies, or a stream.",
            "Too many events at once"
        ),
        new(
            "payload-too-large",
            413,
            "The body is larger than this operation takes; for events that is 16 MiB. Send several bodies, or a stream.",
            "Content Too Large"
        ),
        new(
            "media-type",
            415,
            "The API does not accept this media type here; `detail` says which it takes.",
            "This media type is not supported"
        ),
        new(
            "not-announced",
            422,
            "A worker, party or source is not registered; register it, then send the same event again. For a heartbeat the status is 404.",
            "This is not announced yet"
        ),
        new(
            "key-reused",
            422,
            "The same `Idempotency-Key` came with another request before; send another key.",
            "This Idempotency-Key belongs to another request"
        ),
        new("too-many-requests", 429, "Too many requests; wait as long as `Retry-After` says.", "Too many requests"),
        new(
            EventQuota.ProblemKind,
            429,
            "The key has reached its limit of events for this day; continue tomorrow (UTC).",
            "This key has used up its events for today"
        ),
        new(
            "answers-not-read",
            408,
            "A stream was ended, because its answers were not read; send the lines without an answer again.",
            "The answers of this stream were not read"
        ),
        new(
            "stream-idle",
            408,
            "A stream was ended, because no event came for too long; open another when there is one.",
            "No event came for too long"
        ),
        new(
            "internal-server-error",
            500,
            "The portal failed. `reference` finds the fault in its log; nothing is wrong with the request."
        ),
        new(
            "service-unavailable",
            503,
            "The database does not work at the moment. Wait as long as `Retry-After` says, then send it again."
        ),
        new(
            "unavailable",
            503,
            "It could not be stored now; send it again, and it will count only once.",
            "This event could not be stored just now"
        ),
    ];

    /// <summary>The problems that every operation may answer.</summary>
    public static readonly IReadOnlyList<string> Common = ["no-key", "scope-missing", "too-many-requests"];

    public static KnownProblem GetByKind(string kind) => All.Single(p => p.Kind == kind);

    /// <summary>The problem of that kind; null if the API has none.</summary>
    public static KnownProblem? Find(string kind) => All.FirstOrDefault(p => p.Kind == kind);

    /// <summary>An answer with that problem, of some portal.</summary>
    public static JsonNode CreateExample(KnownProblem problem) =>
        CreateExample(problem, new Uri("https://privacy.example.com" + ApiProblem.TypePrefix + problem.Kind));

    /// <summary>An answer with that problem.</summary>
    /// <param name="type">The address of the problem's page.</param>
    public static JsonNode CreateExample(KnownProblem problem, Uri type)
    {
        var example = new JsonObject
        {
            ["type"] = type.AbsoluteUri,
            ["title"] = problem.GetTitle(),
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
