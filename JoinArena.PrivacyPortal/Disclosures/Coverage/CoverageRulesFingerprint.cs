using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Shows whether what a version's clauses cover has changed. Notes, headings and the order of lists make no difference.
/// </summary>
internal static class CoverageRulesFingerprint
{
    /// <summary>
    /// SHA-256 in hexadecimal of one line for each rule of each clause. Clauses are in the version's order, since a
    /// disclosure falls under the first clause that covers it.
    /// </summary>
    public static string Compute(PolicyVersion version)
    {
        var lines = version.Clauses.SelectMany(clause =>
            clause
                .CoverageRules.Select(c =>
                    $"{clause.Id}|{Join(c.Categories)}|{Join(c.Recipients)}|{Join(c.Purposes)}"
                    + $"|{c.Direction.ToKebabCase()}\n"
                )
                .Order(StringComparer.Ordinal)
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Join<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => string.Join(',', values.Order().Select(KebabCase.ToKebabCase));
}
