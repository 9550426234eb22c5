using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Settings under <c>Portal:Deletion</c>.</summary>
/// <param name="CoolingOff">How long a confirmed request can be withdrawn before parties are told.</param>
/// <param name="FourEyes">Whether a refusal needs a second officer.</param>
public sealed partial record DeletionOptions(TimeSpan CoolingOff, bool FourEyes = true)
{
    /// <summary>A draft that nobody confirmed in this time expires.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    /// <exception cref="ConfigurationException">
    /// Not hours, minutes and seconds, or so long that it eats up the law's period.
    /// </exception>
    public static DeletionOptions FromConfiguration(IConfiguration configuration)
    {
        var text = configuration["Portal:Deletion:CoolingOff"] ?? "24:00:00";
        // By hand: .NET reads "24:00:00" as 24 days.
        if (
            HoursMinutesSeconds().Match(text) is { Success: true } time
            && new TimeSpan(Part(time, "h"), Part(time, "m"), Part(time, "s")) is var coolingOff
            && coolingOff <= s_longest
        )
        {
            return new(coolingOff, FourEyesFrom(configuration));
        }

        throw ConfigurationException.ForSetting(
            "Portal__Deletion__CoolingOff",
            $"'{text}' is not hours, minutes and seconds of at most seven days",
            "24:00:00"
        );
    }

    private static bool FourEyesFrom(IConfiguration configuration) =>
        configuration["Portal:Deletion:FourEyes"] is not { Length: > 0 } told
        || (
            bool.TryParse(told, out var fourEyes)
                ? fourEyes
                : throw ConfigurationException.ForSetting(
                    "Portal__Deletion__FourEyes",
                    $"'{told}' is neither true nor false",
                    "true"
                )
        );

    private static int Part(Match time, string at) =>
        int.Parse(time.Groups[at].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<h>[0-9]{1,3}):(?<m>[0-5][0-9]):(?<s>[0-5][0-9])$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HoursMinutesSeconds();
}
