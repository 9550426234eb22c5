using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>One of JoinArena's own systems that receives the portal's events.</summary>
public sealed class WebhookSubscription
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string Url { get; init; }

    /// <summary>The types of events it receives.</summary>
    public required List<string> Types { get; init; }

    /// <summary>The signing secret, encrypted with the portal's data-protection keys.</summary>
    public required string ProtectedSecret { get; set; }

    /// <summary>The earlier secret, encrypted; it signs as well until <see cref="FormerSecretUntil"/>.</summary>
    public string? ProtectedFormerSecret { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key of its <see cref="WebhookEndpoint"/>.</summary>
    public string Key => $"subscription/{Id:N}";

    internal sealed class Mapping : IEntityTypeConfiguration<WebhookSubscription>
    {
        public void Configure(EntityTypeBuilder<WebhookSubscription> builder)
        {
            builder.ToTable("WebhookSubscriptions");
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Url).HasMaxLength(2000);
            builder.Ignore(s => s.Key);
        }
    }
}
