using System.CommandLine;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>deadlines JURISDICTION RECEIVED</c>.</summary>
internal static class DeadlineCommands
{
    public static Command Create()
    {
        var jurisdiction = new Argument<string>("JURISDICTION")
        {
            Description = "An ISO 3166 code, such as DE or US-CA.",
        };
        var received = new Argument<string>("RECEIVED")
        {
            Description = "When the request arrived: an instant, such as 2027-01-31T22:30:00Z.",
        };
        var command = new Command("deadlines", "Computes when a deletion request must be answered, as JSON.")
        {
            jurisdiction,
            received,
        };
        command.SetAction(Compute);
        return command;

        int Compute(ParseResult parsed)
        {
            var text = parsed.GetRequiredValue(received);
            var isInstant = DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant
            );
            if (!isInstant)
            {
                return Fail(
                    $"RECEIVED: '{text}' is not an instant; for example 2027-01-31T22:30:00Z",
                    CommandLine.Usage
                );
            }

            var rules = DeadlineRules.Load(
                PoliciesDirectory.GetPath(new ConfigurationBuilder().AddEnvironmentVariables().Build())
            );
            return Print(DeadlineReport.ToJson(rules.ComputeDeadlines(parsed.GetRequiredValue(jurisdiction), instant)));
        }
    }
}
