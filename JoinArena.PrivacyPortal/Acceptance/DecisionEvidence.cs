using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>How a worker's decision reached the portal, as it is kept beside the decision.</summary>
public sealed class DecisionEvidence
{
    private const int MaxPortalVersion = 100;

    public string? IpAddress { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>When the worker last proved their identity.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The methods used, with the names of RFC 8176: <c>pwd</c>.</summary>
    public string? SignedInBy { get; init; }

    /// <summary>The statement and the label of the button, each on its own line.</summary>
    public string? Wording { get; init; }

    /// <summary>SHA-256 of <see cref="Wording"/>, in lower-case hexadecimal.</summary>
    public string? WordingSha256 { get; init; }

    /// <summary>The build of the portal that recorded it.</summary>
    public required string PortalVersion { get; init; }

    internal static DecisionEvidence FromRequest(AcceptanceEvidence evidence) =>
        new()
        {
            IpAddress = evidence.IpAddress,
            UserAgent = evidence.UserAgent,
            SignedInAt = evidence.SignedInAt?.ToInstant(),
            SignedInBy = evidence.SignedInBy,
            Wording = evidence.Wording?.Text,
            WordingSha256 = evidence.Wording?.Sha256,
            PortalVersion = Shell.PortalVersion.Current[
                ..Math.Min(Shell.PortalVersion.Current.Length, MaxPortalVersion)
            ],
        };

    internal static void Configure(ComplexPropertyBuilder<DecisionEvidence> builder)
    {
        builder.Property(e => e.IpAddress).HasMaxLength(64);
        builder.Property(e => e.UserAgent).HasMaxLength(500);
        builder.Property(e => e.SignedInBy).HasMaxLength(60);
        builder.Property(e => e.Wording).HasMaxLength(1_000);
        builder.Property(e => e.WordingSha256).HasMaxLength(64);
        builder.Property(e => e.PortalVersion).HasMaxLength(MaxPortalVersion);
    }
}
