namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>An address of the API, by its template.</summary>
internal sealed record RandomEndpoint(string Template, string Method)
{
    public string Fill(string[] steps, string query)
    {
        var filled = Template
            .Split('/')
            .Select(
                (step, i) =>
                    !step.StartsWith('{') ? step
                    : step.Contains(":guid", StringComparison.Ordinal) ? "019ac3b0-0000-7000-8000-00000000000a"
                    : steps[i % steps.Length]
            );
        var value = RawText.EncodeStep(query);
        return $"/{string.Join('/', filled)}?party={value}&state={value}&after={value}&x={value}";
    }

    public string UsualMediaType(string other) =>
        !Template.EndsWith("/disclosures", StringComparison.Ordinal) ? "application/json"
        : other.Contains("cloudevents", StringComparison.OrdinalIgnoreCase) || other.Contains("json") ? other
        : "application/x-ndjson";
}
