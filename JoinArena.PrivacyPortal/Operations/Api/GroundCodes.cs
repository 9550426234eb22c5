using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Operations.Api;

/// <summary>The legal grounds of every law, for the API's description.</summary>
internal static class GroundCodes
{
    /// <summary>The codes, law by law.</summary>
    public static IReadOnlyList<string> List(DeadlineRules rules) =>
        [.. ListGrounds(rules).Select(ground => ground.Code)];

    /// <summary>A table in Markdown: what each code means, and where the law says so.</summary>
    public static string Describe(DeadlineRules rules) =>
        "| code | for | law | the worker reads |\n|---|---|---|---|\n"
        + string.Concat(
            ListGrounds(rules)
                .Select(ground =>
                {
                    var use = ground.Use is GroundUse.Keeping ? "`retained`, `refused`" : "`refused`";
                    return $"| `{ground.Code}` | {use} | {ground.Citation} | {ground.Text} |\n";
                })
        );

    private static IEnumerable<Ground> ListGrounds(DeadlineRules rules) =>
        rules
            .All.SelectMany(place => place.Laws)
            .SelectMany(law => law.Grounds)
            .DistinctBy(ground => ground.Code, StringComparer.Ordinal)
            .OrderBy(ground => ground.Code, StringComparer.Ordinal);
}
