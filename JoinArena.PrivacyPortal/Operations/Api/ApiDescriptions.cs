namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>What the description says of one operation.</summary>
/// <param name="Example">A body that works, where there is one form of it.</param>
/// <param name="Problems">What it may answer besides what any may.</param>
internal sealed record OperationDescription(
    string Summary,
    string Description,
    string? Example = null,
    params IReadOnlyList<string> Problems
);

/// <summary>The words of the API's description.</summary>
internal static class ApiDescriptions
{
    public const string Overview = """
        JoinArena's systems announce workers, parties and items here, report each disclosure, and answer erasures.

        Every call carries `Authorization: Bearer jpp_…`; a key has scopes. A refusal is a problem (RFC 9457) whose `type` never changes, with a JSON Pointer to each field that is wrong.

        Send each event as often as you like: `(source, id)` makes it count once. `accepted` means that it is on the disk. Keep an event until it has been answered `accepted` or `duplicate`.
        """;

    private static readonly Dictionary<string, OperationDescription> s_words = new(StringComparer.Ordinal)
    {
        ["PutWorker"] = new(
            "Announce a worker",
            "Or say what has changed about one. Needs `workers:write`.",
            """{"email":"ana@example.org","name":"Ana","jurisdiction":"PT","locale":"pt-PT","timeZone":"Europe/Lisbon"}""",
            "invalid"
        ),
        ["GetAcceptance"] = new(
            "What a worker has accepted",
            "`none`, `accepted`, or `outdated` when a newer version waits. Needs `workers:read`.",
            null,
            "unknown-worker"
        ),
        ["ExchangeAcceptanceCode"] = new(
            "Exchange the code a worker came back with",
            "For what they have accepted; a code is good once. Needs `workers:read`.",
            """{"code":"…","returnUrl":"https://app.joinarena.example/back"}""",
            "code-not-valid"
        ),
        ["PutItem"] = new(
            "Announce an item of a worker",
            "An item named by a disclosure is there already; this says more about it. Its category stands once it has been disclosed. Needs `disclosures:write`.",
            """{"category":"interview-recording","interviewId":"int-9","interviewAt":"2026-11-19T14:00:00Z","label":"Interview for warehouse lead","createdAt":"2026-11-19T14:42:00Z"}""",
            "invalid"
        ),
        ["PutParty"] = new(
            "Announce a party",
            "Somebody who can receive data, and how it is told to erase. A webhook put without a secret is given one, shown in this answer only. Needs `parties:write`.",
            """{"name":"Acme LLM","kind":"llm-provider","country":"US","website":"https://acme.example","privacyContact":"privacy@acme.example","connector":{"type":"email","email":"privacy@acme.example"}}""",
            "invalid"
        ),
        ["ReportDisclosures"] = new(
            "Report disclosures",
            """
            CloudEvents 1.0: one event, an array of at most 10,000, or one event a line for as long as you like. Needs `disclosures:write`.

            **One or an array** is answered 200 with counts and each rejected event; one bad event never spoils the others. **A stream** (`application/x-ndjson`) is answered line by line, in order, as it goes:
            `{"index":0,"id":"e-1","outcome":"accepted"}`; `outcome` is `accepted`, `duplicate`, `rejected` or `failed`, the last two with a `problem`. Read the answers while you send; who does not is not read from. A line holds at most 64 KiB.

            **Types.** `com.joinarena.disclosure.v1` tells of a disclosure. `com.joinarena.disclosure.corrected.v1` says what is right instead of an earlier event: `data.refersTo` names it by `id` (and `source`, where that is another),
            `data.time` is when the disclosure really happened, and the rest of `data` is the whole of what is right; `data.reason` is shown to the worker. `com.joinarena.disclosure.retracted.v1` says that it never happened: `data` holds `workerId`, `refersTo` and `reason`.
            Always refer to the event reported first; of several amendments the one with the latest `time` holds, in whatever order they arrive, before the event itself as well as after it. Nothing is overwritten: the worker sees what was said and what is right.
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
            "Announce a reporting system",
            "Since when it reports everything, and on which kinds of party. `{source}` is the source of its events, a slash in it as `%2F`. Needs `disclosures:write`.",
            """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00Z","covers":["llm-provider"]}""",
            "invalid"
        ),
        ["Heartbeat"] = new(
            "A sign of life of a reporting system",
            "Everything up to `completeUntil` has been reported; it only ever moves forward. Needs `disclosures:write`.",
            """{"completeUntil":"2026-11-20T10:15:00Z"}""",
            "invalid",
            "not-announced"
        ),
        ["ListErasures"] = new(
            "What a party is asked to erase",
            "By `party` and `state`, 200 at a time; `next` is the `after` of the next page. Needs `erasures:write`.",
            null,
            "invalid"
        ),
        ["RecordErasureOutcome"] = new(
            "How an erasure ended",
            "`erased`, `nothing-held`, `retained` (with `ground` and `until`), `irreversible` or `refused` (with `note`). Needs `erasures:write`, or the task's own signed link.",
            """{"outcome":"erased"}""",
            "invalid",
            "not-found",
            "not-now",
            "already-answered"
        ),
        ["RecordErasureOutcomeByLink"] = new(
            "How an erasure ended, by the link that was sent",
            "As above, for a party that has no key: the link is signed, for one erasure, and expires.",
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

    /// <summary>Of one operation; one that has no words of its own is named by its id.</summary>
    public static OperationDescription GetOperation(string operation) =>
        s_words.TryGetValue(operation, out var words) ? words : new(operation, "");

    public static bool HasOperation(string operation) => s_words.ContainsKey(operation);
}
