namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>The texts of one operation.</summary>
/// <param name="Problems">The problems it may answer, besides those of every operation.</param>
internal sealed record OperationDescription(string Summary, string Description, params IReadOnlyList<string> Problems)
{
    /// <summary>Whether the description ends in a table of the legal grounds.</summary>
    public bool ListsGrounds { get; init; }
}

/// <summary>The texts of the API's description.</summary>
internal static class ApiDescriptions
{
    public const string Overview = """
        JoinArena's systems use this API to register workers, parties and items, to report each disclosure,
        and to answer erasures.

        Send `Authorization: Bearer jpp_…` with every call. The scopes of a key determine what it allows.
        An error is a problem (RFC 9457). Its `type` never changes, and `errors` has a JSON Pointer to each wrong field.

        You can send the same event more than once: it counts once for its `(source, id)`.
        `accepted` means that the event is stored on disk.
        Keep each event until the answer is `accepted` or `duplicate`.
        """;

    /// <summary>The groups of operations.</summary>
    public static readonly IReadOnlyList<(string Name, string Description)> Tags =
    [
        ("Workers", "Who the workers are, and what they have accepted."),
        ("Disclosures", "Items, parties, and what was disclosed to whom."),
        ("Sources", "The systems that report, and until when their reports are complete."),
        ("Deletion requests", "Requests of workers that reached JoinArena, or an employer, another way."),
        ("Erasures", "What parties are asked to erase, and their answers."),
        (ApiWebhooks.Tag, "What the portal sends, signed as Standard Webhooks describes."),
    ];

    private const string OutcomeText =
        "The outcome is `erased`, `nothing-held`, `retained` (with `ground` and `until`), `irreversible` (with `note`) or "
        + "`refused` (with `note` or `ground`). An answer takes effect when it is given.";

    // What any operation with a body may answer.
    private static readonly string[] s_body = ["invalid", "malformed", "payload-too-large", "media-type"];

    private static readonly Dictionary<string, string> s_parameters = new(StringComparer.Ordinal)
    {
        ["workerId"] = "JoinArena's id of the worker.",
        ["itemId"] = "JoinArena's id of the item, unique for the worker.",
        ["interviewId"] = "JoinArena's id of the interview, unique for the worker.",
        ["partyId"] = "JoinArena's id of the party.",
        ["source"] = "The source as its events name it; write a slash as `%2F`.",
        ["taskId"] = "The id of the erasure.",
        ["link"] = "The secret part of the link that was sent to the party.",
        ["party"] = "Only the erasures of this party.",
        ["state"] = "Only erasures in this state.",
        ["after"] = "The `next` of the page before.",
        ["Idempotency-Key"] = "Any text that you send with this request only; the same again changes nothing.",
    };

    private static readonly Dictionary<string, OperationDescription> s_words = new(StringComparer.Ordinal)
    {
        ["PutWorker"] = new(
            "Register or replace a worker",
            "Creates the worker, or replaces everything that was announced: a `locale` that is left out becomes `en`, a "
                + "`timeZone` becomes `UTC`. Needs `workers:write`.",
            [.. s_body]
        ),
        ["GetWorker"] = new(
            "Get what was announced about a worker",
            "The answer is the body that a `PUT` would have to send to leave things as they are. Needs `workers:read`.",
            "unknown-worker"
        ),
        ["GetAcceptance"] = new(
            "Get what a worker has accepted",
            "The status is `none`, `accepted`, or `outdated` if there is a newer version to accept. "
                + "Needs `workers:read`.",
            "unknown-worker"
        ),
        ["GetUses"] = new(
            "Get which uses of their data a worker has stopped",
            "Lists each clause that allows something, for each kind of party it names. A use that is `stopped` must not "
                + "happen, whether the worker has accepted a version or not. Where the law requires an answer, `objection` says "
                + "by when JoinArena answers, or what it answered: a stop that was denied applied until the answer. "
                + "Needs `workers:read`.",
            "unknown-worker"
        ),
        ["ExchangeAcceptanceCode"] = new(
            "Exchange the code that a worker returned with",
            "Returns what the worker has accepted. The same key can repeat the call within the code's five minutes. "
                + "Needs `workers:read`.",
            [.. s_body, "code-not-valid"]
        ),
        ["PutItem"] = new(
            "Register or replace an item of a worker",
            "A disclosure creates the items that it names; this call adds details, or replaces them all: what is left out "
                + "is removed. The category of an item cannot change after the item has been disclosed. "
                + "Needs `disclosures:write`.",
            [.. s_body]
        ),
        ["GetItem"] = new(
            "Get what was announced about an item",
            "The answer is the body that a `PUT` would have to send to leave things as they are; `createdAt` is null for "
                + "an item that only disclosures have named. Needs `disclosures:write`.",
            "not-found"
        ),
        ["PutInterviewNotice"] = new(
            "Record what a worker read before an interview",
            "Send what you showed (which AI is used, for what, who gets it, what the worker may choose instead) and when the "
                + "worker read it. The same notice again changes nothing; it can never be replaced. The worker gets a "
                + "signed receipt. Needs `disclosures:write`.",
            [.. s_body, "unknown-worker", "notice-recorded"]
        ),
        ["PutInterviewNoticePage"] = new(
            "Have the portal show a notice before an interview",
            "Send the body of a notice without `readAt`, and the worker to the `pageUrl` of the answer. They read it there and "
                + "press “I have read this”, which records it as if you had. Add `?returnUrl=` to get them back to one of the "
                + "allowed sites. The notice can be replaced until it is read. Needs `disclosures:write`.",
            [.. s_body, "unknown-worker", "notice-recorded"]
        ),
        ["GetInterviewNotice"] = new(
            "Get what a worker read before an interview",
            "The answer is the body with which it was recorded. Needs `disclosures:write`.",
            "not-found"
        ),
        ["PutParty"] = new(
            "Register or replace a party",
            "A party can receive data; its connector says how it is asked to erase data. Everything that was announced is "
                + "replaced: what is left out is removed, and without a `connector` a person notifies the party "
                + "(`manual`). A webhook keeps its secret; a new one gets a secret that is shown only in this answer. "
                + "Needs `parties:write`.",
            [.. s_body]
        ),
        ["GetParty"] = new(
            "Get what was announced about a party",
            "The answer is the body that a `PUT` would have to send to leave things as they are. Secrets are never shown. "
                + "A party that was merged into another has no connector. Needs `parties:write`.",
            "not-found"
        ),
        ["ReportDisclosures"] = new(
            "Report disclosures",
            """
            Send CloudEvents 1.0: one event, an array of at most 10,000 events, or a stream with one event per line.
            Needs `disclosures:write`.

            **One event or an array** is answered with 200, the counts, and each rejected event.
            A rejected event does not affect the others.

            **A stream** (`application/x-ndjson`) has no limit of events; a line has at most 64 KiB.
            Each line is answered with one line, in order:
            `{"index":0,"id":"e-1","outcome":"accepted"}`.
            `outcome` is `accepted`, `duplicate`, `rejected` or `failed`; the last two come with a `problem`.
            Read the answers while you send. Up to 32 MiB of answers wait for a caller who reads late, some 300,000 lines;
            then the stream ends, with a last line `{"index":n,"outcome":"ended","problem":{…}}`.
            The line with that index and those after it have no answer: send them again.
            A stream also ends so when no event comes for ten minutes.

            **Binary mode** of CloudEvents is taken too: the attributes in `ce-*` headers, the data as `application/json`.

            **Members that the portal does not know** in `data` are named in `ignored`.

            **Types.** `com.joinarena.disclosure.v1` reports a disclosure.

            `com.joinarena.disclosure.corrected.v1` corrects an earlier event:
            `data.refersTo` names that event by `id` (and by `source` if it is a different one),
            `data.time` is when the disclosure really happened, and `data.reason` is shown to the worker.
            The rest of `data` is the complete corrected disclosure.

            `com.joinarena.disclosure.retracted.v1` says that the disclosure never happened:
            `data` contains `workerId`, `refersTo` and `reason`.

            Always refer to the event that was reported first.
            If there are several corrections or retractions, the one with the latest `time` applies.
            They can arrive in any order, even before the event itself.
            Nothing is overwritten: the worker sees both the earlier report and the correction.
            """,
            [.. s_body, "conflict", "too-many-events", "not-announced", "quota-used-up", "unavailable"]
        ),
        ["PutSource"] = new(
            "Register or replace a reporting system",
            "Says since when the system reports all disclosures, and to which kinds of party. "
                + "`{source}` is the source of its events; write a slash in it as `%2F`. Needs `disclosures:write`.",
            [.. s_body]
        ),
        ["GetSource"] = new(
            "Get what was announced about a reporting system",
            "The answer is the body that a `PUT` would have to send to leave things as they are. "
                + "Needs `disclosures:write`.",
            "not-found"
        ),
        ["Heartbeat"] = new(
            "Report that a system is up to date",
            "Says that all events up to `completeUntil` have been reported. "
                + "An earlier time than before has no effect. Needs `disclosures:write`.",
            [.. s_body, "not-announced"]
        ),
        ["EnterDeletionRequest"] = new(
            "Hand in a worker's deletion request",
            """
            For a request that came by `email`, `mail`, `phone`, `support`, an `agent` or an `employer`.
            The law's time counts from `receivedAt`, when it first reached you.
            The worker is told by email, can follow it like any other, and can withdraw it before parties are notified.

            `proof` says what shows that the worker asked. Without it no party is notified before the worker has proved it.
            An agent is named in `agent`, has the signed permission in `proof`, and is confirmed by the worker.

            The same request sent again is answered with 200 and changes nothing: the same `Idempotency-Key`, or without
            one the same worker, channel, scope and time of receipt.

            Needs `workers:write`, or a party's own key (`erasures:write/acme`): that finds only workers whose data the
            party holds, and the worker always confirms the request.
            """,
            [.. s_body, "bad-request", "unknown-worker", "key-reused"]
        ),
        ["ListErasures"] = new(
            "List what a party is asked to erase",
            "Filter by `party` and `state`. A page has 200 erasures; send its `next` as `after` to get the next page. "
                + "Needs `erasures:write`.",
            "invalid"
        ),
        ["RecordErasureOutcome"] = new(
            "Report the outcome of an erasure",
            OutcomeText + " Needs `erasures:write`.",
            [.. s_body, "not-found", "not-now", "already-answered"]
        )
        {
            ListsGrounds = true,
        },
        ["RecordErasureOutcomeByLink"] = new(
            "Report the outcome of an erasure with its signed link",
            "For a party without a key. The link is for one erasure only and expires. " + OutcomeText,
            [.. s_body, "link-invalid", "not-found", "not-now", "already-answered", "link-expired", "link-superseded"]
        )
        {
            ListsGrounds = true,
        },
    };

    /// <summary>The texts of an operation; one without texts is named by its id.</summary>
    public static OperationDescription GetOperation(string operation) =>
        s_words.TryGetValue(operation, out var words) ? words : new(operation, "");

    /// <summary>What a parameter means.</summary>
    public static string GetParameter(string name) => s_parameters.GetValueOrDefault(name, name);

    public static bool HasOperation(string operation) => s_words.ContainsKey(operation);
}
