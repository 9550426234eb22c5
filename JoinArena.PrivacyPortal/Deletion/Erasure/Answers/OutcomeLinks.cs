using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>
/// Links by which a party answers without an account or key. A link says for which task, for which round and until
/// when, and is sealed with the portal's own
/// keys, so it can be neither made nor changed by anyone else.
/// </summary>
public sealed class OutcomeLinks(IDataProtectionProvider protection, PublicAddress portal, TimeProvider clock)
{
    private const int Size = 16 + sizeof(int) + sizeof(long);

    /// <summary>Still good this long after the deadline, since a late answer is better than none.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromDays(60);

    private readonly IDataProtector _seal = protection.CreateProtector("erasure-outcome-link");

    /// <summary>Where a program posts the outcome.</summary>
    public Uri CreateApiUrl(Guid task, int round, DateOnly dueBy) =>
        portal.GetUri($"/api/v1/erasures/{task}/outcome/{Make(task, round, dueBy)}");

    /// <summary>The page on which a person records it.</summary>
    public string CreatePagePath(Guid task, int round, DateOnly dueBy) => $"/erasures/{Make(task, round, dueBy)}";

    /// <summary>What a link stands for.</summary>
    public Result<OutcomeLink, OutcomeLinkError> Open(string sealedLink)
    {
        byte[] open;
        try
        {
            open = _seal.Unprotect(Base64Url.DecodeFromChars(sealedLink));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return OutcomeLinkError.Forged;
        }

        if (open.Length != Size)
            return OutcomeLinkError.Forged;
        var until = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(open.AsSpan(20)));
        return until <= clock.GetUtcNow()
            ? OutcomeLinkError.Expired
            : new OutcomeLink(
                new Guid(open.AsSpan(0, 16), bigEndian: true),
                BinaryPrimitives.ReadInt32BigEndian(open.AsSpan(16))
            );
    }

    private string Make(Guid task, int round, DateOnly dueBy)
    {
        var (open, due) = (new byte[Size], new DateTimeOffset(dueBy, TimeOnly.MaxValue, TimeSpan.Zero));
        task.TryWriteBytes(open, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(open.AsSpan(16), round);
        BinaryPrimitives.WriteInt64BigEndian(
            open.AsSpan(20),
            ((due > clock.GetUtcNow() ? due : clock.GetUtcNow()) + s_grace).ToUnixTimeSeconds()
        );
        return Base64Url.EncodeToString(_seal.Protect(open));
    }
}

/// <summary>What an opened link stands for: one task, in one of its rounds.</summary>
public sealed record OutcomeLink(Guid Task, int Round);

/// <summary>Why a link opens nothing.</summary>
public enum OutcomeLinkError
{
    /// <summary>Not made by this portal, or changed since.</summary>
    Forged,

    Expired,
}
