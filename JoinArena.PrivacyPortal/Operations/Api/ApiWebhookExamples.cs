namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>Examples of the data of the webhooks, for the API's description.</summary>
internal static class ApiWebhookExamples
{
    public const string Erasure = """
        {"taskId":"01997a4e-2b1c-7c3f-9d51-0a6f3c2e8b77","number":"DR-2026-7QK4M","workerId":"w-1042",
         "items":[{"id":"rec-77","category":"interview-recording"}],"interviewIds":["int-9"],"dueBy":"2026-12-21",
         "outcomeUrl":"https://privacy.example.com/api/v1/erasures/01997a4e-2b1c-7c3f-9d51-0a6f3c2e8b77/outcome/CfDJ8Nq0",
         "instruction":"Delete every copy and every backup, and pass this on to those who received it from you.",
         "laws":[{"code":"US-IL-AIVIA","name":"Illinois Artificial Intelligence Video Interview Act, 820 ILCS 42",
                  "reason":"job"}]}
        """;

    public const string Withdrawn = """
        {"taskId":"01997a4e-2b1c-7c3f-9d51-0a6f3c2e8b77","number":"DR-2026-7QK4M","workerId":"w-1042",
         "items":[{"id":"rec-77","category":"interview-recording"}],"interviewIds":["int-9"],"dueBy":"2026-12-21"}
        """;

    public const string Acceptance = """
        {"acceptanceId":"01997a4d-5f0e-7a92-8c40-6d1b7e9f2a35","workerId":"w-1042","version":"1.0","language":"en",
         "acceptedAt":"2026-11-20T09:58:00Z"}
        """;

    public const string Use = """
        {"decisionId":"01997a4f-7d22-7b10-a3c4-5e6f7a8b9c0d","workerId":"w-1042","clause":"model-improvement",
         "version":"1.0","uses":[{"data":["interview-recording","transcript"],
         "with":["model-training"],"for":["model-improvement"],"direction":"disclosed"}],
         "at":"2026-11-20T10:15:00.000Z"}
        """;

    public const string UseAnswer = """
        {"decisionId":"01997a4f-7d22-7b10-a3c4-5e6f7a8b9c0d","workerId":"w-1042","clause":"model-improvement",
         "version":"1.0","uses":[{"data":["interview-recording","transcript"],
         "with":["model-training"],"for":["model-improvement"],"direction":"disclosed"}],
         "answer":"upheld","at":"2026-12-01T09:30:00.000Z"}
        """;
}
