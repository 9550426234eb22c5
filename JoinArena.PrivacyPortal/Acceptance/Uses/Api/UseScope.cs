using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Api;

/// <summary>What a stop is about in the words of the API: each combination of these is meant.</summary>
/// <param name="Data">The categories of data.</param>
/// <param name="With">The kinds of party.</param>
/// <param name="For">The purposes.</param>
/// <param name="Direction">Whether data goes to the parties (<c>disclosed</c>) or comes from them.</param>
public sealed record UseScope(
    IReadOnlyList<string> Data,
    IReadOnlyList<string> With,
    IReadOnlyList<string> For,
    string Direction
)
{
    /// <summary>The rules of a clause, for one kind of party or for every kind it names.</summary>
    internal static IReadOnlyList<UseScope> FromClause(Clause clause, PartyKind? recipient) =>
        [
            .. clause
                .CoverageRules.Where(rule => recipient is null || rule.Recipients.Contains(recipient.Value))
                .Select(rule => new UseScope(
                    ToNames(rule.Categories),
                    recipient is { } one ? [one.ToKebabCase()] : ToNames(rule.Recipients),
                    ToNames(rule.Purposes),
                    rule.Direction.ToKebabCase()
                )),
        ];

    internal JsonObject ToJson() =>
        new()
        {
            ["data"] = ToArray(Data),
            ["with"] = ToArray(With),
            ["for"] = ToArray(For),
            ["direction"] = Direction,
        };

    private static string[] ToNames<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => [.. values.Order().Select(KebabCase.ToKebabCase)];

    private static JsonArray ToArray(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);
}
