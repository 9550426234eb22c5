using System.CommandLine;
using System.Globalization;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>disclosures check</c>.</summary>
internal static class DisclosureCommands
{
    public static Command Create(CommandFactory command) =>
        new("disclosures", "The recorded disclosures.")
        {
            command(
                "check",
                "Counts all disclosures again and compares them with the stored counts and with the reports accepted.",
                CheckAsync
            ),
        };

    private static async Task<int> CheckAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var report = await services.GetRequiredService<ReconciliationService>().RunAndSaveAsync(ct);
        foreach (var d in report.Differences)
        {
            Print(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{d.Kind}\t{d.Key}\texpected {d.Expected}\tfound {d.Found}"
                )
            );
        }

        var agrees = report.Differences.Count == 0;
        var result = agrees ? "all counts agree" : Counted(report.Differences.Count, "difference", "differences");
        Print($"{Counted(report.Disclosures, "disclosure", "disclosures")}; {result}.");
        return agrees ? CommandLine.Done : CommandLine.CheckFailed;
    }
}
