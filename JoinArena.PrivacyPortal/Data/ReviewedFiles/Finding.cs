using System.Globalization;

namespace JoinArena.PrivacyPortal.Data.ReviewedFiles;

/// <summary>Something wrong with a reviewed file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Line">From 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record Finding(string File, int Line, string What, string Mend)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {What}: {Mend}");

    /// <summary>The start stops with these, one a line.</summary>
    public static ConfigurationException Stop(IEnumerable<Finding> findings) => new(string.Join(Environment.NewLine, findings));
}
