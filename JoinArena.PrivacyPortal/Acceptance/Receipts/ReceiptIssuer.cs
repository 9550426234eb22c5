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
    /// <summary>The receipt, to be kept in the same transaction as the acceptance.</summary>
    /// <param name="acceptance">What is certified.</param>
    /// <param name="version">The version it is of.</param>
    /// <param name="worker">Whose it is.</param>
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
