using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>The words of a notice, in the worker's language.</summary>
public sealed class NoticeText
{
    /// <summary>The most characters that each of the four texts may have.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The version of the notice, as the platform numbers it.</summary>
    public required string Version { get; init; }

    /// <summary>A BCP 47 language tag.</summary>
    public required string Language { get; init; }

    /// <summary>Which AI is used, and how it works.</summary>
    public required string Ai { get; init; }

    /// <summary>What it is used for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who gets the interview and what is made from it.</summary>
    public required string Recipients { get; init; }

    /// <summary>What the worker may choose instead.</summary>
    public required string Alternatives { get; init; }

    /// <summary>The words as JSON; in its canonical form the hash is of it.</summary>
    internal JsonObject ToJson() =>
        new()
        {
            ["version"] = Version,
            ["language"] = Language,
            ["ai"] = Ai,
            ["use"] = Purpose,
            ["recipients"] = Recipients,
            ["alternatives"] = Alternatives,
        };

    /// <summary>SHA-256 of the canonical JSON (RFC 8785) in UTF-8, in lower-case hexadecimal.</summary>
    internal string ComputeSha256() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(ToJson()))));

    internal static void Configure(ComplexPropertyBuilder<NoticeText> builder)
    {
        builder.Property(t => t.Version).HasMaxLength(50);
        builder.Property(t => t.Language).HasMaxLength(35);
        builder.Property(t => t.Ai).HasMaxLength(MaxLength);
        builder.Property(t => t.Purpose).HasMaxLength(MaxLength);
        builder.Property(t => t.Recipients).HasMaxLength(MaxLength);
        builder.Property(t => t.Alternatives).HasMaxLength(MaxLength);
    }
}
