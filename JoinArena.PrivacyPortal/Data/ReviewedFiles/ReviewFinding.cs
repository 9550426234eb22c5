using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>Something wrong with a reviewed file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Line">From 1.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Fix">How to mend it.</param>
public sealed record ReviewFinding(string File, int Line, string Problem, string Fix)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Problem}: {Fix}");

    /// <summary>The start stops with these, one a line.</summary>
    public static ConfigurationException ToException(IEnumerable<ReviewFinding> findings) =>
        new(string.Join(Environment.NewLine, findings));
}
