using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>
/// Tells whether what a version's clauses cover is described otherwise than before. Notes, headings and the order of
/// lists make no difference.
/// </summary>
internal static class CoverageRulesFingerprint
{
    /// <summary>
    /// SHA-256 in hexadecimal, over one line for each thing a clause covers, in the order of the clauses: the first
    /// that covers something is the one it falls under.
    /// </summary>
    public static string Compute(PolicyVersion version)
    {
        var lines = version.Clauses.SelectMany(clause =>
            clause
                .CoverageRules.Select(c =>
                    $"{clause.Id}|{List(c.Categories)}|{List(c.Recipients)}|{List(c.Purposes)}|{KebabCase.ToKebabCase(c.Direction)}\n"
                )
                .Order(StringComparer.Ordinal)
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string List<TEnum>(IEnumerable<TEnum> values)
        where TEnum : struct, Enum => string.Join(',', values.Order().Select(KebabCase.ToKebabCase));
}
