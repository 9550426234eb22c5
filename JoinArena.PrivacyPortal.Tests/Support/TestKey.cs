using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>A signing key for tests that need no portal.</summary>
public static class TestKey
{
    /// <summary>A key of its own, of the log <c>test.example/ledger</c>; its file is gone again.</summary>
    public static PortalKey Create()
    {
        var folder = Directory.CreateTempSubdirectory("jpp-key-");
        try
        {
            return PortalKey.Open(
                new LedgerOptions(Path.Combine(folder.FullName, "signing.key"), "test.example/ledger", () => "")
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
