using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>What JoinArena announces about a source.</summary>
/// <param name="Name">The name people use for it.</param>
/// <param name="CompleteSince">Since when it reports everything.</param>
/// <param name="Covers">The kinds of party it reports on.</param>
public sealed record SourceAnnouncement(
    string? Name,
    [property: Instant] string? CompleteSince,
    IReadOnlyList<string>? Covers
)
{
    internal List<PartyKind> Kinds =>
        [.. (Covers ?? []).Select(c => KebabCase.TryParse<PartyKind>(c, out var kind) ? kind : default).Distinct()];

    internal IReadOnlyList<FieldError> Validate(string id, DateTimeOffset latest)
    {
        var errors = new List<FieldError>();
        if (id is not { Length: > 0 and <= 200 } || id.Any(char.IsWhiteSpace) || TextRules.FindFault(id) is not null)
        {
            errors.Add(
                new(
                    "/source",
                    "Give the source as its events name it: 1 to 200 characters without spaces, a slash as %2F."
                )
            );
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            errors.Add(new("/name", "Give the system's name, at most 200 characters."));
        errors.AddTextFault("/name", Name);
        if (!Rfc3339.TryParse(CompleteSince, out var since))
            errors.Add(new("/completeSince", Rfc3339.Expected));
        else if (since > latest)
            errors.Add(new("/completeSince", "This is in the future."));
        var kinds = string.Join(", ", KebabCase.GetNames<PartyKind>());
        if (Covers is null or [])
            errors.Add(new("/covers", $"Give at least one of {kinds}."));
        for (var i = 0; i < (Covers?.Count ?? 0); i++)
        {
            if (!KebabCase.TryParse<PartyKind>(Covers![i], out _))
                errors.Add(new($"/covers/{i}", $"Give one of {kinds}."));
        }

        return errors;
    }
}
