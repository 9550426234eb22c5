using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Proofs;

/// <summary>
/// What a leaf is computed from: its record, and the salt unless the record is public. A person who has both can show
/// what the leaf commits to.
/// </summary>
/// <param name="Record">Canonical JSON of an object.</param>
/// <param name="Salt">32 bytes; null if the record itself is the leaf.</param>
public sealed record LeafSource(string Record, byte[]? Salt)
{
    private const int SaltLength = 32;
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The leaf's text.</summary>
    public string Leaf => Salt is null ? Record : Commitment.FormatLeaf(Commitment.Compute(Salt, Record));

    /// <summary>
    /// The content of a proof file's <c>extra</c> line: canonical JSON <c>{"record":…,"salt":"…"}</c>.
    /// </summary>
    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes(
            Salt is null
                ? $$"""{"record":{{Record}}}"""
                : $$"""{"record":{{Record}},"salt":"{{Convert.ToBase64String(Salt)}}"}"""
        );

    /// <summary>Reads the content of a proof file's <c>extra</c> line.</summary>
    /// <returns>Null for anything that is not exactly what <see cref="ToBytes"/> writes.</returns>
    public static LeafSource? Parse(byte[] bytes)
    {
        try
        {
            if (
                JsonNode.Parse(bytes, documentOptions: s_strict) is not JsonObject { Count: 1 or 2 } extra
                || extra["record"] is not JsonObject record
            )
            {
                return null;
            }

            byte[]? salt = null;
            if (
                extra.Count == 2
                && !(
                    extra["salt"] is JsonValue text
                    && text.TryGetValue(out string? encoded)
                    && StrictBase64.TryDecode(encoded, out salt)
                    && salt.Length == SaltLength
                )
            )
            {
                return null;
            }

            var source = new LeafSource(CanonicalJson.Write(record), salt);
            return source.ToBytes().AsSpan().SequenceEqual(bytes) ? source : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
