using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// What a worker has accepted, oldest first, with the evidence that the page of each acceptance shows. The signed receipt
/// is a file of its own there.
/// </summary>
internal sealed class ExportedAcceptances(AcceptanceQueries acceptances)
{
    /// <summary>The name of the JSON member.</summary>
    public const string Name = "acceptances";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var accepted in (await acceptances.GetAcceptancesAsync(workerId, ct)).Reverse())
        {
            yield return new()
            {
                ["id"] = accepted.Id,
                ["version"] = accepted.Version,
                ["language"] = accepted.Language,
                ["shownLanguage"] = accepted.ShownLanguage ?? accepted.Language,
                ["sha256"] = accepted.TextSha256,
                ["acceptedAt"] = accepted.AcceptedAt.ToIso(),
                ["signedInAt"] = accepted.SignedInAt?.ToIso(),
                ["signedInBy"] = accepted.SignedInBy,
                ["wording"] = accepted.Wording,
                ["wordingSha256"] = accepted.WordingSha256,
                ["ipAddress"] = accepted.IpAddress,
                ["userAgent"] = accepted.UserAgent,
                ["portalVersion"] = accepted.PortalVersion,
                ["previousAcceptanceId"] = accepted.PreviousAcceptanceId,
            };
        }
    }
}
