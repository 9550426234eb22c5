using System.CommandLine;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>deadlines JURISDICTION RECEIVED [--job PLACE…]</c>.</summary>
internal static class DeadlineCommands
{
    /// <summary>No law here is older, and no rule is known for what lies further ahead.</summary>
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static Command Create()
    {
        var jurisdiction = new Argument<string>("JURISDICTION")
        {
            Description = "An ISO 3166 code, such as DE or US-CA.",
        };
        var received = new Argument<string>("RECEIVED")
        {
            Description =
                "When the request arrived: an RFC 3339 instant with its offset, such as 2027-01-31T22:30:00Z, "
                + "or a date, which is that day where the authority is.",
        };
        var jobs = new Option<string[]>("--job")
        {
            Description = "Where a job is that the data was made for, such as US-IL. Repeat it for several jobs.",
            HelpName = "PLACE",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("deadlines", "Computes when a deletion request must be answered, as JSON.")
        {
            jurisdiction,
            received,
            jobs,
        };
        command.SetAction(Compute);
        return command;

        // The entry for every place without one of its own has no code of ISO 3166.
        static bool IsUnknownPlace(string place) =>
            place.Equals(DeadlineRules.Unknown, StringComparison.OrdinalIgnoreCase);

        int Compute(ParseResult parsed)
        {
            var place = parsed.GetRequiredValue(jurisdiction);
            if (!IsUnknownPlace(place))
            {
                if (!CountryCode.TryReadPlace(place, out var code, out var fault))
                    return Fail($"JURISDICTION: {fault}", CommandLine.Usage);
                place = code;
            }

            var jobData = new List<JobData>();
            foreach (var job in parsed.GetRequiredValue(jobs))
            {
                if (!CountryCode.TryReadPlace(job, out var code, out var fault))
                    return Fail($"--job: {fault}", CommandLine.Usage);
                // Of every kind of data: the command is asked about a request, not about its items.
                jobData.AddRange(Enum.GetValues<DataCategory>().Select(category => new JobData(code, category)));
            }

            var text = parsed.GetRequiredValue(received);
            var isDay = IsoDay.TryParse(text, out var day);
            var isInstant = Rfc3339.TryParse(text, out var instant);
            var year = isDay ? day.Year : instant.Year;
            if (!(isDay || isInstant) || year is < FirstYear or > LastYear)
            {
                return Fail(
                    $"RECEIVED: '{text}' is not a date or an RFC 3339 instant in the years 2000 to 2100; "
                        + "for example 2027-01-31T22:30:00Z",
                    CommandLine.Usage
                );
            }

            var rules = JurisdictionsSetup.Load(new ConfigurationBuilder().AddEnvironmentVariables().Build());
            if (isDay)
                instant = day.StartOfDay(rules.FindJurisdiction(place).Zone);
            return Print(DeadlineReport.ToJson(rules.ComputeDeadlines(new(place, jobData), instant)));
        }
    }
}
