using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>A problem in a reviewed file.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Line">The line of the problem, from 1.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">How to fix it.</param>
public sealed record ReviewFinding(string File, int Line, string Problem, string Fix)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Problem}: {Fix}");

    /// <summary>
    /// The exception that stops the start because of these findings; its message has one line for each.
    /// </summary>
    public static ConfigurationException ToException(IEnumerable<ReviewFinding> findings) =>
        new(string.Join(Environment.NewLine, findings));
}
