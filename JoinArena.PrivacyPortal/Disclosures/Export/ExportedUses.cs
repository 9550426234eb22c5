using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// The uses that a worker has stopped or allowed again, in the export of their data, with the evidence that the page of
/// each decision shows; and with the answer, where the law has JoinArena weigh the stop. The signed receipt is a file of its
/// own there.
/// </summary>
internal sealed class ExportedUses(UseQueries uses, ObjectionQueries objections) : IExportedList
{
    public string Name => "uses";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path switch
        {
            "decision" when KebabCase.TryParse<UseDecisionKind>(code, out var kind) => words.Describe(kind),
            "outcome" when KebabCase.TryParse<ObjectionOutcome>(code, out var outcome) => words.Describe(outcome),
            "recipient" when KebabCase.TryParse<PartyKind>(code, out var kind) => words.Describe(kind),
            _ => null,
        };

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        var weighed = (await objections.ListAsync(workerId, ct)).ToDictionary(o => o.DecisionId);
        foreach (var decision in (await uses.ListDecisionsAsync(workerId, ct)).Reverse())
        {
            var objection = weighed.GetValueOrDefault(decision.Id);
            yield return new()
            {
                ["id"] = decision.Id,
                ["decision"] = decision.Kind.ToKebabCase(),
                ["clause"] = decision.ClauseId,
                ["recipient"] = decision.Recipient is { } recipient ? recipient.ToKebabCase() : null,
                ["version"] = decision.Version,
                ["language"] = decision.Language,
                ["at"] = decision.At.ToIso(),
                // A stop that was taken back is owed no answer.
                ["dueBy"] = objection is { TakenBackAt: null } ? objection.DueBy.ToIsoDay() : null,
                ["answeredAt"] = objection?.AnsweredAt?.ToIso(),
                ["outcome"] = objection?.Outcome?.ToKebabCase(),
                ["ground"] = objection?.Ground,
                ["reasons"] = objection?.Reasons,
                ["signedInAt"] = decision.Evidence.SignedInAt?.ToIso(),
                ["signedInBy"] = decision.Evidence.SignedInBy,
                ["wording"] = decision.Evidence.Wording,
                ["wordingSha256"] = decision.Evidence.WordingSha256,
                ["ipAddress"] = decision.Evidence.IpAddress,
                ["userAgent"] = decision.Evidence.UserAgent,
                ["portalVersion"] = decision.Evidence.PortalVersion,
            };
        }
    }
}
