using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>The uses that a worker has stopped or allowed again, in the export of their data.</summary>
internal sealed class ExportedUses(UseQueries uses) : IExportedList
{
    public string Name => "uses";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var decision in (await uses.ListDecisionsAsync(workerId, ct)).Reverse())
        {
            yield return new()
            {
                ["id"] = decision.Id,
                ["decision"] = KebabCase.ToKebabCase(decision.Kind),
                ["clause"] = decision.ClauseId,
                ["recipient"] = decision.Recipient is { } recipient ? KebabCase.ToKebabCase(recipient) : null,
                ["version"] = decision.Version,
                ["language"] = decision.Language,
                ["at"] = decision.At.ToIso(),
            };
        }
    }
}
