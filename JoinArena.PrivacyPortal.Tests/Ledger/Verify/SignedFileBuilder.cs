using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>Creates files like the portal's, without the portal.</summary>
internal static class SignedFileBuilder
{
    public static readonly string PolicyText = "# A policy\n\nIts text.\n";

    public static string CreateReceipt(NoteKey key, Action<JsonObject>? change = null)
    {
        var receipt = new JsonObject
        {
            ["type"] = "acceptance-receipt",
            ["id"] = "0193-a",
            ["issuedAt"] = "2026-11-24T14:02:05.000Z",
            ["acceptedAt"] = "2026-11-24T14:02:03.004Z",
            ["policy"] = new JsonObject
            {
                ["id"] = "worker-privacy",
                ["version"] = "1.0",
                ["language"] = "en",
                ["sha256"] = Sha256Hex(PolicyText),
            },
        };
        change?.Invoke(receipt);
        return Sign(key, CanonicalJson.Write(receipt));
    }

    /// <summary>A proof from a log that has only this entry.</summary>
    public static string CreateProof(NoteKey log, string? checkpointOf = null)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var record =
            """{"at":"2026-11-24T14:02:03.004Z","kind":"acceptance","policy":"worker-privacy","subject":"w-1","version":"1.0"}""";
        var leaf = Commitment.FormatLeaf(Commitment.Compute(salt, record));
        var extra = $$"""{"record":{{record}},"salt":"{{Convert.ToBase64String(salt)}}"}""";
        var root = Convert.ToBase64String(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(leaf)]));
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(extra));
        var checkpoint = SignedNote.Sign($"{checkpointOf ?? log.Verifier.Name}\n1\n{root}\n", log);
        return $"c2sp.org/tlog-proof@v1\nextra {encoded}\nindex 0\n\n{checkpoint}";
    }

    public static string Sign(NoteKey key, string line) => SignedNote.Sign($"{line}\n", key).ToString();

    public static string Sha256Hex(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
