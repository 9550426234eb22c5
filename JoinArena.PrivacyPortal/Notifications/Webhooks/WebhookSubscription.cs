using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>One of JoinArena's own systems that wants to hear what happens here.</summary>
public sealed class WebhookSubscription
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string Url { get; init; }

    /// <summary>The types of events it is told.</summary>
    public required List<string> Types { get; init; }

    /// <summary>What it is signed with, encrypted with the portal's own keys.</summary>
    public required string ProtectedSecret { get; set; }

    /// <summary>The secret before this one, which signs too for a while.</summary>
    public string? ProtectedFormerSecret { get; set; }

    public DateTimeOffset? FormerSecretUntil { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What its endpoint is known by.</summary>
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
