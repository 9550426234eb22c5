using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// The state of an address that the portal calls. Only an address that fails, or has answered that it is gone, has a
/// row. All nodes share it.
/// </summary>
public sealed class WebhookEndpoint
{
    /// <summary>The owner of the endpoint, such as <c>party/acme</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The address that failed. A new address starts without failures.</summary>
    public required string Url { get; set; }

    /// <summary>How many calls in a row have failed.</summary>
    public int Failures { get; set; }

    /// <summary>
    /// No calls are made before this instant; then one call tries whether the endpoint answers again.
    /// </summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>The end of the time in which only that one call is allowed.</summary>
    public DateTimeOffset? ProbeUntil { get; set; }

    /// <summary>When it answered 410. No calls are made until a person allows them again.</summary>
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
