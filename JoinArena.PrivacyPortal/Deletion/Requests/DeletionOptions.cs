using System.Globalization;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>Settings under <c>Portal:Deletion</c>.</summary>
/// <param name="CoolingOff">How long a confirmed request can be withdrawn before parties are notified.</param>
/// <param name="FourEyes">Whether a refusal needs a second officer.</param>
public sealed partial record DeletionOptions(TimeSpan CoolingOff, bool FourEyes = true)
{
    /// <summary>A draft expires if it is not confirmed within this time.</summary>
    public static readonly TimeSpan DraftLifetime = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    /// <exception cref="ConfigurationException">
    /// A value is not hours, minutes and seconds, or is so long that it would use up the law's period.
    /// </exception>
    public static DeletionOptions FromConfiguration(IConfiguration configuration)
    {
        var text = configuration["Portal:Deletion:CoolingOff"] ?? "24:00:00";
        return ParseCoolingOff(text) is { } coolingOff && coolingOff <= s_longest
            ? new(coolingOff, FourEyesFrom(configuration))
            : throw ConfigurationException.ForSetting(
                "Portal__Deletion__CoolingOff",
                $"'{text}' is not hours, minutes and seconds of at most seven days",
                "24:00:00"
            );
    }

    // Not TimeSpan.Parse: .NET reads "24:00:00" as 24 days.
    private static TimeSpan? ParseCoolingOff(string text)
    {
        var time = HoursMinutesSeconds().Match(text);
        return time.Success ? new TimeSpan(Part(time, "h"), Part(time, "m"), Part(time, "s")) : null;
    }

    private static bool FourEyesFrom(IConfiguration configuration)
    {
        var text = configuration["Portal:Deletion:FourEyes"];
        if (string.IsNullOrEmpty(text))
            return true;
        return bool.TryParse(text, out var fourEyes)
            ? fourEyes
            : throw ConfigurationException.ForSetting(
                "Portal__Deletion__FourEyes",
                $"'{text}' is neither true nor false",
                "true"
            );
    }

    private static int Part(Match time, string at) =>
        int.Parse(time.Groups[at].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<h>[0-9]{1,3}):(?<m>[0-5][0-9]):(?<s>[0-5][0-9])$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HoursMinutesSeconds();
}
