using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// An API key of one of JoinArena's systems or of a party. Only its hash is kept. The key itself is shown once, when it
/// is created.
/// </summary>
public sealed class ApiKey
{
    /// <summary>Every key starts with this, so that secret scanners and people recognise it.</summary>
    public const string Prefix = "jpp_";

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The system that holds the key.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key. A key has 256 random bits, so a slow hash would protect nothing more.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Values of <see cref="Scopes"/>.</summary>
    public required List<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it was made while the demo was on. It opens nothing while the demo is off.</summary>
    public bool IsDemo { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When the key stops working, or null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to within a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>A new random key, to be shown once.</summary>
    public static string GenerateSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The hash that is stored instead of the key.</summary>
    public static byte[] ComputeHash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    internal sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> builder)
        {
            builder.ToTable("ApiKeys");
            builder.Property(k => k.Id).ValueGeneratedNever();
            builder.Property(k => k.Name).HasMaxLength(100);
            builder.HasIndex(k => k.Name).IsUnique();
            builder.HasIndex(k => k.Hash).IsUnique();
        }
    }
}

/// <summary>The keys as a set on the context.</summary>
public static class ApiKeySets
{
    extension(PortalDbContext db)
    {
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();
    }
}
