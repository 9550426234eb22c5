using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// The latest checkpoint of another portal's log that this portal has cosigned. The next one must continue it.
/// </summary>
public sealed class WitnessedLog
{
    /// <summary>The log's name.</summary>
    public required string Origin { get; init; }

    public required long Size { get; init; }

    /// <summary>The root in base64, as checkpoints write it.</summary>
    public required string Root { get; init; }

    /// <summary>The checkpoint with the log's signatures and this portal's cosignature.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset CosignedAt { get; init; }

    /// <summary>A log's name in addresses: its SHA-256 in lower-case hexadecimal (C2SP tlog-witness).</summary>
    public static string HashName(string origin) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    internal sealed class Mapping : IEntityTypeConfiguration<WitnessedLog>
    {
        public void Configure(EntityTypeBuilder<WitnessedLog> builder)
        {
            builder.ToTable("WitnessedLogs");
            builder.HasKey(l => l.Origin);
            builder.Property(l => l.Origin).HasMaxLength(500);
            builder.Property(l => l.Root).HasMaxLength(44);
        }
    }
}
