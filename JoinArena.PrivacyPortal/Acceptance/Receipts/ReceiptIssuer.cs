using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Receipts;

/// <summary>Writes the receipt of an acceptance and signs it with the portal's key.</summary>
public sealed class ReceiptIssuer(PortalKey key, PublicAddress portal, IStringLocalizer<SharedResource> words)
{
    /// <summary>Creates the receipt. The caller saves it in the transaction of the acceptance.</summary>
    /// <param name="acceptance">The acceptance.</param>
    /// <param name="version">The accepted version.</param>
    /// <param name="worker">The worker who accepted.</param>
    public AcceptanceReceipt Issue(PolicyAcceptance acceptance, PolicyVersion version, Worker worker)
    {
        var json = new ReceiptText(acceptance, version, worker, portal, words).ToJson();
        return new()
        {
            AcceptanceId = acceptance.Id,
            IssuedAt = acceptance.AcceptedAt,
            Note = key.Sign($"{CanonicalJson.Write(json)}\n").ToString(),
        };
    }
}
