using System.CommandLine;
using JoinArena.PrivacyPortal.Operations.Demo;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>demo load</c> and <c>demo publish</c>.</summary>
internal static class DemoCommands
{
    public static Command Create(CommandFactory command) =>
        new("demo", "The demo data.")
        {
            command("load", "Loads the demo data, all of it fictional.", LoadAsync),
            PublishExample(command),
        };

    private static async Task<int> LoadAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        await services.GetRequiredService<DemoData>().LoadAsync(ct);
        return CommandLine.Done;
    }

    private static Command PublishExample(CommandFactory command)
    {
        var version = new Argument<string>("VERSION")
        {
            Description = $"An example version: {string.Join(" or ", DemoPolicies.AvailableVersions)}.",
        };
        var effective = InstantOption.Create("--effective", "When the version takes effect; without this option, now.");
        return command(
            "publish",
            "Publishes an example of a later policy version in a running demo.",
            PublishAsync,
            version,
            effective
        );

        Task<int> PublishAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var publication = services
                .GetRequiredService<DemoPolicies>()
                .Publish(parsed.GetRequiredValue(version), parsed.GetValue(effective));
            return Task.FromResult(
                PolicyCommands.Print(publication, " A portal that uses this data directory shows it within seconds.")
            );
        }
    }
}
