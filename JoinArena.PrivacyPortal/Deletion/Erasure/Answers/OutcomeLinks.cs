using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Answers;

/// <summary>
/// Makes and opens the links through which a party answers without an account or a key. A link contains the task, the
/// round and an expiry time. It is sealed with the portal's keys, so that no one else can make or change one.
/// </summary>
public sealed class OutcomeLinks(IDataProtectionProvider protection, PublicAddress portal, TimeProvider clock)
{
    /// <summary>The name under which an answer through a link is recorded.</summary>
    public const string ActorName = "signed link";

    // A link's content: the task's id, the round, and the Unix time of expiry in seconds, all big-endian.
    private const int RoundOffset = 16;
    private const int ExpiryOffset = RoundOffset + sizeof(int);
    private const int Size = ExpiryOffset + sizeof(long);

    /// <summary>How long a link works after the deadline, because a late answer is better than none.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromDays(60);

    private readonly IDataProtector _protector = protection.CreateProtector("erasure-outcome-link");

    /// <summary>The URL to which a program posts the outcome.</summary>
    public Uri CreateApiUrl(Guid task, int round, DateOnly dueBy) =>
        portal.GetUri($"/api/v1/erasures/{task}/outcome/{CreateLink(task, round, dueBy)}");

    /// <summary>The path of the page on which a person records the outcome.</summary>
    public string CreatePagePath(Guid task, int round, DateOnly dueBy) => $"/erasures/{CreateLink(task, round, dueBy)}";

    /// <summary>Returns what a link is for, or why it cannot be used.</summary>
    public Result<OutcomeLink, OutcomeLinkError> Open(string link)
    {
        byte[] content;
        try
        {
            content = _protector.Unprotect(Base64Url.DecodeFromChars(link));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return OutcomeLinkError.Forged;
        }

        if (content.Length != Size)
            return OutcomeLinkError.Forged;
        var expiry = BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(ExpiryOffset));
        if (DateTimeOffset.FromUnixTimeSeconds(expiry) <= clock.GetUtcNow())
            return OutcomeLinkError.Expired;
        var task = new Guid(content.AsSpan(0, RoundOffset), bigEndian: true);
        return new OutcomeLink(task, BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(RoundOffset)));
    }

    private string CreateLink(Guid task, int round, DateOnly dueBy)
    {
        var content = new byte[Size];
        task.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(RoundOffset), round);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(ExpiryOffset), GetExpiry(dueBy).ToUnixTimeSeconds());
        return Base64Url.EncodeToString(_protector.Protect(content));
    }

    private DateTimeOffset GetExpiry(DateOnly dueBy)
    {
        var now = clock.GetUtcNow();
        var due = new DateTimeOffset(dueBy, TimeOnly.MaxValue, TimeSpan.Zero);
        return (due > now ? due : now) + s_grace;
    }
}
