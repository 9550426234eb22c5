using System.CommandLine;
using System.CommandLine.Parsing;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>policies check</c> and <c>policies publish</c>. They read files only, so they need no database.</summary>
internal static class PolicyCommands
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR")
        {
            Description = "The policies folder.",
            DefaultValueFactory = FindDirectory,
        };
        return new("policies", "The policy texts that people accept.") { Check(directory), Publish(directory) };
    }

    /// <summary>Prints what a publication found or did.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="next">A sentence about what happens next, after a space; printed when something was published.</param>
    /// <returns>The exit code.</returns>
    public static int Print(PolicyPublication publication, string next = "")
    {
        foreach (var finding in publication.Findings)
            Console.WriteLine(finding);
        if (publication.Findings.Count > 0)
            return CommandLine.CheckFailed;
        return CommandOutput.Print(
            publication.Recorded.Count == 0
                ? "This version is already published."
                : $"Published {string.Join(", ", publication.Recorded)}.{next}"
        );
    }

    // The folder that people edit, if there is one: `dotnet run` starts in the project's folder, and the policies are
    // beside it. If there is none, the folder that the program serves.
    private static string FindDirectory(ArgumentResult argument) =>
        Array.Find(
            ["policies", Path.Combine("..", "policies")],
            d => Directory.Exists(Path.Combine(d, PolicyVersion.Policy))
        ) ?? PoliciesDirectory.GetPath(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    private static Command Check(Argument<string> directory)
    {
        var check = new Command(
            "check",
            "Checks every policy version, the deletion rules and the connector recipes. "
                + "Prints the file and line of each problem."
        )
        {
            directory,
        };
        check.SetAction(Run);
        return check;

        int Run(ParseResult parsed)
        {
            var folder = parsed.GetRequiredValue(directory);
            List<ReviewFinding> findings =
            [
                .. PolicyCheck.Run(folder),
                .. DeadlineRules.Check(folder),
                .. RecipeCatalog.Check(folder),
            ];
            foreach (var finding in findings)
                Console.WriteLine(finding);
            return findings.Count == 0 ? CommandOutput.Print("No problems found.") : CommandLine.CheckFailed;
        }
    }

    private static Command Publish(Argument<string> directory)
    {
        var version = new Argument<string>("VERSION");
        var publish = new Command("publish", "Checks the policies and records the hashes of a version's texts.")
        {
            version,
            directory,
        };
        publish.SetAction(Run);
        return publish;

        int Run(ParseResult parsed) =>
            Print(PolicyPublication.Publish(parsed.GetRequiredValue(directory), parsed.GetRequiredValue(version)));
    }
}
