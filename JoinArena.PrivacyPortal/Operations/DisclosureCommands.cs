using System.CommandLine;
using System.Globalization;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Verbs about the disclosure book.</summary>
internal static class DisclosureCommands
{
    public static Command Create(CommandFactory verb) =>
        new("disclosures", "The disclosure book.")
        {
            verb(
                "check",
                "Holds every count against a recount of the book, and the book against what was answered as accepted.",
                CheckAsync
            ),
        };

    private static async Task<int> CheckAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
    {
        var report = await services.GetRequiredService<ReconciliationService>().RunAndSaveAsync(ct);
        foreach (var d in report.Differences)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{d.Kind}\t{d.Key}\texpected {d.Expected}\tfound {d.Found}"
                )
            );
        }

        var agrees = report.Differences.Count == 0;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Disclosures} disclosures; {(agrees ? "every count agrees" : $"{report.Differences.Count} differences")}."
            )
        );
        return agrees ? CommandLine.Done : CommandLine.CheckFailed;
    }
}
