using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// A witness's signed statement that it saw this checkpoint at this time, and that it continues every checkpoint of the
/// log that the witness had seen before (C2SP tlog-cosignature, cosignature/v1).
/// </summary>
/// <param name="Witness">The witness's verifier key.</param>
/// <param name="At">When the witness signed, in whole seconds.</param>
/// <param name="Line">The signature line under the checkpoint.</param>
public sealed record Cosignature(VerifierKey Witness, DateTimeOffset At, NoteSignature Line)
{
    private const int TimeLength = sizeof(ulong);
    private const int SignatureLength = 64;

    /// <summary>Cosigns a checkpoint's text.</summary>
    /// <param name="checkpoint">The text as the log signed it, with its final newline.</param>
    /// <param name="key">The witness's key.</param>
    /// <param name="now">The time to sign; fractions of a second are dropped.</param>
    public static Cosignature Sign(string checkpoint, WitnessKey key, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var time = new byte[TimeLength];
        BinaryPrimitives.WriteUInt64BigEndian(time, (ulong)seconds);
        return new(
            key.Verifier,
            DateTimeOffset.FromUnixTimeSeconds(seconds),
            new(key.Verifier.Name, key.Verifier.Id, [.. time, .. key.Sign(CreateMessage(checkpoint, (ulong)seconds))])
        );
    }

    /// <summary>Reads a line as the cosignature of <paramref name="witness"/> under this checkpoint.</summary>
    public static Result<Cosignature, CosignatureError> Open(NoteSignature line, string checkpoint, VerifierKey witness)
    {
        if (witness.Type is not KeyType.Ed25519Cosignature || !line.IsBy(witness))
            return CosignatureError.OtherWitness;
        if (line.Bytes.Length != TimeLength + SignatureLength)
            return CosignatureError.Malformed;
        var seconds = BinaryPrimitives.ReadUInt64BigEndian(line.Bytes);
        if (seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return CosignatureError.Malformed;
        if (!witness.Verify(Encoding.UTF8.GetBytes(CreateMessage(checkpoint, seconds)), line.Bytes.AsSpan(TimeLength)))
            return CosignatureError.BadSignature;
        return new Cosignature(witness, DateTimeOffset.FromUnixTimeSeconds((long)seconds), line);
    }

    private static string CreateMessage(string checkpoint, ulong seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{checkpoint}");
}

/// <summary>Why a line is not a valid cosignature.</summary>
public enum CosignatureError
{
    /// <summary>It is by another key.</summary>
    OtherWitness,

    /// <summary>It is not a time and a signature.</summary>
    Malformed,

    /// <summary>The signature does not match the time and the checkpoint.</summary>
    BadSignature,
}
