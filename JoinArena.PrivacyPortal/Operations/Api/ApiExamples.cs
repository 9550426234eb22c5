using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>
/// Examples of what is sent and answered. They belong together: sent in the order of this file to a new portal, each is
/// answered as it says, but for ids and addresses that every portal makes for itself. A test sends them.
/// </summary>
internal static class ApiExamples
{
    private const string Worker =
        """{"email":"ana@example.org","name":"Ana","jurisdiction":"PT","locale":"pt-PT","timeZone":"Europe/Lisbon"}""";

    private const string Party = """
        {"name":"Acme LLM","kind":"llm-provider","country":"US","website":"https://acme.example",
         "privacyContact":"privacy@acme.example","connector":{"type":"email","email":"privacy@acme.example"}}
        """;

    private const string Item = """
        {"category":"interview-recording","interviewId":"int-9","interviewAt":"2026-11-19T14:00:00+00:00",
         "label":"Interview for warehouse lead","createdAt":"2026-11-19T14:42:00+00:00",
         "jobLocation":"US-IL"}
        """;

    private const string Source =
        """{"name":"Evaluator","completeSince":"2026-01-01T00:00:00+00:00","covers":["llm-provider"]}""";

    private const string Task = "01997a4e-2b1c-7c3f-9d51-0a6f3c2e8b77";

    private const string Outcome =
        """{"outcome":"retained","ground":"gdpr-legal-claims","until":"2035-12-31","note":"Kept for a claim."}""";

    private const string Notice = """
        {"version":"2026-11","language":"en","ai":"An AI by Acme asks the questions and scores the answers.",
         "use":"To decide whom a person invites to the next round.",
         "recipients":"Acme, and the company that hires.","alternatives":"An interview with a person.",
         "readAt":"2026-11-20T09:55:00Z"}
        """;

    private const string NoticeOffer = """
        {"version":"2026-11","language":"en","ai":"An AI by Acme asks the questions and scores the answers.",
         "use":"To decide whom a person invites to the next round.",
         "recipients":"Acme, and the company that hires.","alternatives":"An interview with a person."}
        """;

    private const string NoticePage = """
        {"pageUrl":"https://privacy.example.com/interviews/notices/01997a4f-0a11-7d20-b5c6-7e8f9a0b1c2e","sha256":"3f0c5d1e",
         "readAt":null}
        """;

    private const string NoticeAnswer = """
        {"id":"01997a4f-0a11-7d20-b5c6-7e8f9a0b1c2d","sha256":"3f0c5d1e"}
        """;

    /// <summary>The values of parameters in the path.</summary>
    public static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["workerId"] = "w-1042",
        ["itemId"] = "rec-77",
        ["interviewId"] = "int-9",
        ["partyId"] = "acme-llm",
        ["source"] = "/evaluator",
        ["taskId"] = Task,
        ["link"] = "CfDJ8Nq0b1Xr4z",
        ["party"] = "acme-llm",
        ["state"] = "sent",
    };

    private static readonly ApiExample[] s_all =
    [
        new("PutWorker", Worker, 201, """{"id":"w-1042","isNew":true}"""),
        new("PutWorker", Worker, 200, """{"id":"w-1042","isNew":false}"""),
        new("GetWorker", null, 200, Worker),
        new(
            "GetAcceptance",
            null,
            200,
            """
            {"status":"none","version":null,"acceptedAt":null,"currentVersion":"1.0",
             "acceptUrl":"https://privacy.example.com/policy/accept"}
            """
        ),
        new(
            "GetUses",
            null,
            200,
            """
            {"version":"1.0","uses":[{"clause":"model-improvement","recipient":"model-training","status":"stopped",
             "stoppedAt":"2026-11-20T10:15:00.000Z","scope":[{"data":["interview-recording","transcript",
             "resume","interview-image","salary-expectation","evaluation","profile","other"],
             "with":["model-training"],"for":["model-improvement"],"direction":"disclosed"}],
             "objection":{"decisionId":"01997a4f-7d22-7b10-a3c4-5e6f7a8b9c0d","state":"waiting","dueBy":"2026-12-20",
             "answer":null,"answeredAt":null}}]}
            """
        ),
        new(
            "ExchangeAcceptanceCode",
            """{"code":"q4Xg2mS0b7kYt1Vw9zR3cA","returnUrl":"https://app.joinarena.com/onboarding"}""",
            200,
            """
            {"id":"01997a4d-5f0e-7a92-8c40-6d1b7e9f2a35","workerId":"w-1042","policy":"worker-privacy","version":"1.0",
             "language":"en","sha256":"3f0c5d1e","acceptedAt":"2026-11-20T09:58:00Z"}
            """
        ),
        new("PutParty", Party, 201, """{"id":"acme-llm"}"""),
        new("PutParty", Party, 200, """{"id":"acme-llm"}"""),
        new(
            "GetParty",
            null,
            200,
            """
            {"name":"Acme LLM","kind":"llm-provider","country":"US","website":"https://acme.example",
             "privacyContact":"privacy@acme.example",
             "connector":{"type":"email","url":null,"email":"privacy@acme.example","recipe":null}}
            """
        ),
        new("PutItem", Item, 201, """{"id":"rec-77"}"""),
        new("PutItem", Item, 200, """{"id":"rec-77"}"""),
        new("GetItem", null, 200, Item),
        new("PutInterviewNoticePage", NoticeOffer, 200, NoticePage),
        new("PutInterviewNotice", Notice, 201, NoticeAnswer),
        new("PutInterviewNotice", Notice, 200, NoticeAnswer),
        new("GetInterviewNotice", null, 200, Notice),
        new("PutSource", Source, 201, """{"id":"/evaluator"}"""),
        new("PutSource", Source, 200, """{"id":"/evaluator"}"""),
        new("GetSource", null, 200, Source),
        new(
            "Heartbeat",
            """{"completeUntil":"2026-11-20T10:15:00Z"}""",
            200,
            """{"id":"/evaluator","completeUntil":"2026-11-20T10:15:00+00:00"}"""
        ),
        new(
            "EnterDeletionRequest",
            """
            {"workerId":"w-1042","receivedAt":"2026-11-20T10:15:00Z","channel":"phone","scope":"interview",
             "interviewId":"int-9","proof":"She named both interviews and their days."}
            """,
            201,
            """
            {"number":"DR-2026-7QK4M","state":"confirmed","channel":"phone","receivedAt":"2026-11-20T10:15:00.000Z",
             "dueBy":"2026-12-20","identityAwaited":false}
            """
        ),
        // The same once more.
        new(
            "EnterDeletionRequest",
            """
            {"workerId":"w-1042","receivedAt":"2026-11-20T10:15:00Z","channel":"phone","scope":"interview",
             "interviewId":"int-9","proof":"She named both interviews and their days."}
            """,
            200,
            """
            {"number":"DR-2026-7QK4M","state":"confirmed","channel":"phone","receivedAt":"2026-11-20T10:15:00.000Z",
             "dueBy":"2026-12-20","identityAwaited":false}
            """
        ),
        new(
            "ListErasures",
            null,
            200,
            $$"""
            {"erasures":[{"taskId":"{{Task}}","number":"DR-2026-7QK4M","workerId":"w-1042","partyId":"acme-llm",
             "state":"sent","items":[{"id":"rec-77","category":"interview-recording"}],"interviewIds":["int-9"],
             "dueBy":"2026-12-21","createdAt":"2026-11-21T09:00:00Z","toldAt":"2026-11-21T09:05:00Z","endedAt":null,
             "ground":null,"until":null,"note":null,
             "instruction":"Delete every copy and every backup, and pass this on to those who received it from you.",
             "laws":[{"code":"EU-GDPR","name":"General Data Protection Regulation, Regulation (EU) 2016/679",
                      "reason":"residence"},
                     {"code":"US-IL-AIVIA","name":"Illinois Artificial Intelligence Video Interview Act, 820 ILCS 42",
                      "reason":"job"}]}],"next":null}
            """
        ),
        new(
            "RecordErasureOutcome",
            Outcome,
            200,
            $$"""{"taskId":"{{Task}}","number":"DR-2026-7QK4M","outcome":"retained"}"""
        ),
        new(
            "RecordErasureOutcomeByLink",
            Outcome,
            200,
            $$"""{"taskId":"{{Task}}","number":"DR-2026-7QK4M","outcome":"retained"}"""
        ),
    ];

    /// <summary>The examples of an operation.</summary>
    public static IEnumerable<ApiExample> List(string operation) => s_all.Where(e => e.Operation == operation);
}

/// <summary>One request and its answer.</summary>
/// <param name="Operation">The id of the operation.</param>
/// <param name="Body">What is sent; null for an operation without a body.</param>
internal sealed record ApiExample(string Operation, string? Body, int Status, string Answer)
{
    public JsonNode? ParseBody() => Body is null ? null : JsonNode.Parse(Body);

    public JsonNode ParseAnswer() => JsonNode.Parse(Answer)!;
}
