namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>The texts of one operation.</summary>
/// <param name="Example">An example of a request body that works; null if the operation has none.</param>
/// <param name="Problems">The problems it may answer, besides those of every operation.</param>
internal sealed record OperationDescription(
    string Summary,
    string Description,
    string? Example = null,
    params IReadOnlyList<string> Problems
);

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

    private static readonly Dictionary<string, OperationDescription> s_words = new(StringComparer.Ordinal)
    {
        ["PutWorker"] = new(
            "Register or update a worker",
            "Creates the worker, or updates what has changed. Needs `workers:write`.",
            """{"email":"ana@example.org","name":"Ana","jurisdiction":"PT","locale":"pt-PT","timeZone":"Europe/Lisbon"}""",
            "invalid"
        ),
        ["GetAcceptance"] = new(
            "Get what a worker has accepted",
            "The status is `none`, `accepted`, or `outdated` if there is a newer version to accept. "
                + "Needs `workers:read`.",
            null,
            "unknown-worker"
        ),
        ["ExchangeAcceptanceCode"] = new(
            "Exchange the code that a worker returned with",
            "Returns what the worker has accepted. The same key can repeat the call within the code's five minutes. Needs `workers:read`.",
            """{"code":"…","returnUrl":"https://app.joinarena.example/back"}""",
            "code-not-valid"
        ),
        ["PutItem"] = new(
            "Register or update an item of a worker",
            "A disclosure creates the items that it names; this call adds details. "
                + "The category of an item cannot change after the item has been disclosed. Needs `disclosures:write`.",
            """
            {"category":"interview-recording","interviewId":"int-9","interviewAt":"2026-11-19T14:00:00Z",
             "label":"Interview for warehouse lead","createdAt":"2026-11-19T14:42:00Z"}
            """,
            "invalid"
        ),
        ["PutParty"] = new(
            "Register or update a party",
            "A party can receive data; its connector says how it is asked to erase data. "
                + "A webhook without a secret gets one, which is shown only in this answer. Needs `parties:write`.",
            """
            {"name":"Acme LLM","kind":"llm-provider","country":"US","website":"https://acme.example",
             "privacyContact":"privacy@acme.example","connector":{"type":"email","email":"privacy@acme.example"}}
            """,
            "invalid"
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
            Read the answers while you send: if you don't, the portal stops reading your events.

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
            null,
            "invalid",
            "malformed",
            "conflict",
            "too-many-events",
            "payload-too-large",
            "media-type",
            "not-announced",
            "quota-used-up",
            "unavailable"
        ),
        ["PutSource"] = new(
            "Register or update a reporting system",
            "Says since when the system reports all disclosures, and to which kinds of party. "
                + "`{source}` is the source of its events; write a slash in it as `%2F`. Needs `disclosures:write`.",
            """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider"]}""",
            "invalid"
        ),
        ["Heartbeat"] = new(
            "Report that a system is up to date",
            "Says that all events up to `completeUntil` have been reported. "
                + "An earlier time than before has no effect. Needs `disclosures:write`.",
            """{"completeUntil":"2026-11-20T10:15:00Z"}""",
            "invalid",
            "not-announced"
        ),
        ["ListErasures"] = new(
            "List what a party is asked to erase",
            "Filter by `party` and `state`. A page has 200 erasures; send its `next` as `after` to get the next page. "
                + "Needs `erasures:write`.",
            null,
            "invalid"
        ),
        ["RecordErasureOutcome"] = new(
            "Report the outcome of an erasure",
            "The outcome is `erased`, `nothing-held`, `retained` (with `ground` and `until`), `irreversible` or "
                + "`refused` (with "
                + "`note`). Needs `erasures:write`, or the task's own signed link.",
            """{"outcome":"erased"}""",
            "invalid",
            "not-found",
            "not-now",
            "already-answered"
        ),
        ["RecordErasureOutcomeByLink"] = new(
            "Report the outcome of an erasure with its signed link",
            "For a party without a key. The link is for one erasure only and expires. "
                + "The body is the same as for the operation with a key.",
            """{"outcome":"erased"}""",
            "invalid",
            "link-invalid",
            "not-found",
            "not-now",
            "already-answered",
            "link-expired",
            "link-superseded"
        ),
    };

    /// <summary>The texts of an operation; one without texts is named by its id.</summary>
    public static OperationDescription GetOperation(string operation) =>
        s_words.TryGetValue(operation, out var words) ? words : new(operation, "");

    public static bool HasOperation(string operation) => s_words.ContainsKey(operation);
}
