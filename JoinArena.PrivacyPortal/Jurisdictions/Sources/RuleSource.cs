namespace JoinArena.PrivacyPortal.Jurisdictions.Sources;

/// <summary>Where a reviewed file has its rules from.</summary>
/// <param name="File">The file below <c>policies/deletion</c>, such as <c>laws/EU-GDPR.yml</c>.</param>
/// <param name="Text">The publication, in words for counsel.</param>
/// <param name="Learned">How it was learned.</param>
/// <param name="NotRead">The parts that are only remembered; null if there are none, or if all of it is.</param>
public sealed record RuleSource(string File, string Text, HowLearned Learned, string? NotRead)
{
    /// <summary>SHA-256 of what is signed: the file without the lines of the signature; lower-case hexadecimal.</summary>
    public required string SignedSha256 { get; init; }

    /// <summary>The whole file as it was read, with its comments: what counsel reads before signing.</summary>
    public required string Content { get; init; }
}
