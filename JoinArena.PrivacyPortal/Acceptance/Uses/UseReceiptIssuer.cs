using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance.Uses.Api;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>
/// Writes the receipt of a stop, or of a use that is allowed again, and signs it with the portal's key. As in the receipt
/// of an acceptance, the IP address and browser are left out.
/// </summary>
public sealed class UseReceiptIssuer(PortalKey key, PublicAddress portal)
{
    /// <summary>The value of <c>type</c> for a stop.</summary>
    public const string StopType = "use-stop-receipt";

    /// <summary>The value of <c>type</c> for a use that is allowed again.</summary>
    public const string ResumeType = "use-resume-receipt";

    /// <returns>The signed note, which the caller saves with the decision.</returns>
    internal string Issue(UseReceiptContent content)
    {
        var use = content.Use;
        var change = content.Change;
        var at = content.At.ToIso();
        var json = new JsonObject
        {
            ["type"] = change.Kind switch
            {
                UseDecisionKind.Stopped => StopType,
                UseDecisionKind.Resumed => ResumeType,
            },
            ["id"] = content.Id.ToString(),
            ["issuedAt"] = at,
            ["decidedAt"] = at,
            ["worker"] = content.Worker.Id,
            ["publisher"] = portal.Root.AbsoluteUri,
            ["policy"] = new JsonObject
            {
                ["id"] = PolicyVersion.Policy,
                ["version"] = use.Version.Name,
                ["language"] = change.Language,
                ["sha256"] = use.Version.GetText(change.Language).Sha256,
            },
            ["clause"] = use.Clause.Id,
            ["uses"] = new JsonArray([
                .. UseScope.FromClause(use.Clause, change.Recipient).Select(scope => scope.ToJson()),
            ]),
        };
        Add("wording", content.Evidence.Wording);
        Add("wordingSha256", content.Evidence.WordingSha256);
        Add("signedInAt", content.Evidence.SignedInAt?.ToIso());
        Add("signedInBy", content.Evidence.SignedInBy);
        Add("portalVersion", content.Evidence.PortalVersion);
        return key.Sign($"{CanonicalJson.Write(json)}\n").ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                json[name] = value;
        }
    }
}

/// <summary>What a receipt says.</summary>
/// <param name="Id">The id of the decision.</param>
internal sealed record UseReceiptContent(
    Guid Id,
    Worker Worker,
    ClauseUse Use,
    UseChange Change,
    DecisionEvidence Evidence,
    DateTimeOffset At
);
