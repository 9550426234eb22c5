using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// How an address that we call fares. There is a row only for one that fails, or that has said it is gone; every node
/// sees it.
/// </summary>
public sealed class WebhookEndpoint
{
    /// <summary>Whose it is, such as <c>party/acme</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The address this is about: another one has failed nobody yet.</summary>
    public required string Url { get; set; }

    /// <summary>How many calls in a row have failed.</summary>
    public int Failures { get; set; }

    /// <summary>Nobody calls before this instant; after it one call tries whether it answers again.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>That one call is under way, at most until then.</summary>
    public DateTimeOffset? ProbeUntil { get; set; }

    /// <summary>It answered 410: nobody calls until a person says so.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WebhookEndpoint>
    {
        public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
        {
            builder.ToTable("WebhookEndpoints");
            builder.HasKey(e => e.Key);
            builder.Property(e => e.Key).HasMaxLength(260);
            builder.Property(e => e.Url).HasMaxLength(2000);
        }
    }
}
