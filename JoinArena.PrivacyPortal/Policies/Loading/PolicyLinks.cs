using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>
/// Checks links between clauses: <c>#hiring-access</c> in the same version, <c>/policy/1.0#hiring-access</c> in any.
/// </summary>
internal static partial class PolicyLinks
{
    /// <summary>True if the address has the form of such a link.</summary>
    public static bool IsPolicyLink(string? url) => url is { Length: > 0 } && Form().IsMatch(url);

    /// <summary>Reports links to clauses and versions that do not exist.</summary>
    public static void Check(IReadOnlyList<LoadedVersion> versions, ICollection<ReviewFinding> findings)
    {
        foreach (var version in versions.Select(v => v.Version))
        {
            foreach (var text in version.Texts.Values)
            {
                foreach (var (line, url) in text.Links)
                {
                    Check(
                        versions,
                        version,
                        new(text.FilePath, line, $"the link '{url}' leads nowhere", ""),
                        url,
                        findings
                    );
                }
            }
        }
    }

    private static void Check(
        IReadOnlyList<LoadedVersion> versions,
        PolicyVersion here,
        ReviewFinding dead,
        string url,
        ICollection<ReviewFinding> findings
    )
    {
        var (number, clause) = Form().Match(url) is { Groups: var found }
            ? (found["version"].Value, found["clause"].Value)
            : ("", "");
        var target = number.Length == 0 ? here : versions.FirstOrDefault(v => v.Version.Name == number)?.Version;
        if (target is null)
        {
            findings.Add(
                dead with
                {
                    Fix =
                        $"there is no version {number}: link to one of "
                        + $"{string.Join(", ", versions.Select(v => v.Version.Name))}",
                }
            );
        }
        else if (clause.Length > 0 && target.FindClause(clause) is null)
        {
            findings.Add(
                dead with
                {
                    Fix =
                        $"version {target.Name} has no clause '{clause}': link to one of "
                        + $"{string.Join(", ", target.Clauses.Select(c => c.Id))}",
                }
            );
        }
    }

    [GeneratedRegex(
        @"^(/policy/(?<version>[0-9]+\.[0-9]+))?(#(?<clause>[a-z0-9-]+))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Form();
}
