using System.CommandLine;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>An option that is an instant, read as everywhere else (<see cref="Rfc3339"/>).</summary>
internal static class InstantOption
{
    /// <summary>Creates the option. A bare date is the start of that day in UTC.</summary>
    public static Option<DateTimeOffset?> Create(string name, string description) =>
        new(name)
        {
            Description = $"{description} A date, from its start in UTC, or an RFC 3339 instant with its offset.",
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (IsoDay.TryParse(text, out var day))
                    return new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                if (Rfc3339.TryParse(text, out var instant))
                    return instant;
                argument.AddError(
                    $"{name}: '{text}' is not a date or an RFC 3339 instant between 1900 and 2200; for example 2027-12-31"
                );
                return null;
            },
        };
}
