using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Somebody who can hold a worker's data (recipient, GDPR 4(9)), or whom it came from.</summary>
public sealed class Party
{
    /// <summary>The id JoinArena gave it.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required PartyKind Kind { get; set; }

    /// <summary>ISO 3166-1 alpha-2 code of where it is.</summary>
    public string? Country { get; set; }

    public string? Website { get; set; }

    /// <summary>The address for questions about data.</summary>
    public string? PrivacyContact { get; set; }

    /// <summary>
    /// The party it was found to be the same as, which is never one that was merged itself. What it was called stays
    /// here; all else is the other's.
    /// </summary>
    public string? MergedInto { get; set; }

    public DateTimeOffset? MergedAt { get; set; }

    /// <summary>How it is told to erase.</summary>
    public required Connector Connector { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Party>
    {
        public void Configure(EntityTypeBuilder<Party> builder)
        {
            builder.ToTable("Parties");
            builder.Property(p => p.Id).HasMaxLength(200);
            builder.Property(p => p.Name).HasMaxLength(200);
            builder.Property(p => p.Country).HasMaxLength(2);
            builder.Property(p => p.Website).HasMaxLength(500);
            builder.Property(p => p.PrivacyContact).HasMaxLength(320);
            builder.Property(p => p.MergedInto).HasMaxLength(200);
            builder.HasIndex(p => p.MergedInto);
            builder.OwnsOne(
                p => p.Connector,
                connector =>
                {
                    connector.Property(c => c.Url).HasMaxLength(2000);
                    connector.Property(c => c.Email).HasMaxLength(320);
                    connector.Property(c => c.Recipe).HasMaxLength(60);
                }
            );
            builder.Navigation(p => p.Connector).IsRequired();
        }
    }
}

/// <summary>How a party is told to erase, and where.</summary>
public sealed class Connector
{
    public required ConnectorType Type { get; set; }

    public string? Url { get; set; }

    public string? Email { get; set; }

    /// <summary>The reviewed recipe by which the party's own deletion API is called.</summary>
    public string? Recipe { get; set; }

    /// <summary>The signing secret of a webhook, encrypted with the portal's own keys.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>The secret before this one, which signs too for a while.</summary>
    public string? ProtectedFormerSecret { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }
}

/// <summary>The ways to tell a party.</summary>
public enum ConnectorType
{
    /// <summary>A person of the privacy team tells them, however is best.</summary>
    Manual,

    /// <summary>A mail to their privacy contact.</summary>
    Email,

    /// <summary>A signed request to their address.</summary>
    Webhook,

    /// <summary>One of JoinArena's own stores.</summary>
    Internal,

    /// <summary>Their own deletion API.</summary>
    Http,
}
