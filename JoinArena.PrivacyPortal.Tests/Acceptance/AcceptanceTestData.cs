using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What signs receipts in tests that put the desk together by hand.</summary>
internal static class AcceptanceTestData
{
    private static readonly Lazy<PortalKey> s_key = new(() =>
    {
        var directory = Directory.CreateTempSubdirectory("jpp-key-");
        try
        {
            return PortalKey.Open(
                new LedgerOptions(Path.Combine(directory.FullName, "signing.key"), "privacy.example/ledger", () => "")
            );
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    });

    /// <summary>One key for the run.</summary>
    public static PortalKey Key => s_key.Value;

    public static PublicAddress Portal { get; } = new(new("https://privacy.example/"), null!, null!);

    public static ReceiptIssuer ReceiptIssuer => new(Key, Portal, TestLocalizer.English);
}
