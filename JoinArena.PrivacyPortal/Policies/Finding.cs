using System.Globalization;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Something wrong with a reviewed file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Line">From 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record Finding(string File, int Line, string What, string Mend)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {What}: {Mend}");
}
