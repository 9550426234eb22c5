namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// The places of the jobs that a disclosure was about: ISO 3166 codes with spaces between, as they are stored. One job
/// can be based in several places.
/// </summary>
internal static class JobLocationList
{
    /// <summary>The most places that one disclosure may name.</summary>
    public const int MaxCount = 20;

    /// <summary>The length of <see cref="MaxCount"/> codes such as <c>US-IL</c>, with room for longer ones.</summary>
    public const int MaxLength = 200;

    /// <returns>Null for no place.</returns>
    public static string? Join(IReadOnlyCollection<string> places) =>
        places.Count == 0
            ? null
            : string.Join(' ', places.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static IReadOnlyList<string> Split(string? stored) => stored?.Split(' ') ?? [];
}
