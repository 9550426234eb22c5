using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>The outbox as the slices see it.</summary>
public static class OutboxSets
{
    extension(PortalDbContext db)
    {
        public DbSet<OutboxMessage> Outbox => db.Set<OutboxMessage>();

        /// <summary>Adds a job to this unit of work: it exists once, and only if, the rest is committed.</summary>
        /// <param name="kind">The handler's kind.</param>
        /// <param name="payload">Written as JSON.</param>
        /// <param name="now">The instant of the use case.</param>
        /// <param name="notBefore">When it may be done; at once if null.</param>
        /// <param name="about">The portal's page that shows staff what it is about.</param>
        public void Enqueue<T>(
            string kind,
            T payload,
            DateTimeOffset now,
            DateTimeOffset? notBefore = null,
            string? about = null
        ) =>
            db.Outbox.Add(
                new OutboxMessage
                {
                    Kind = kind,
                    Payload = JsonSerializer.Serialize(payload),
                    About = about,
                    CreatedAt = now,
                    DueAt = notBefore ?? now,
                    DueSince = notBefore ?? now,
                }
            );
    }
}
