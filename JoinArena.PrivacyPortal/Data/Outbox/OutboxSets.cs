using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.Outbox;

/// <summary>Offers the outbox on the context.</summary>
public static class OutboxSets
{
    extension(PortalDbContext db)
    {
        public DbSet<OutboxMessage> Outbox => db.Set<OutboxMessage>();

        /// <summary>
        /// Adds a job to this unit of work: it exists if, and only if, the unit of work is committed.
        /// </summary>
        /// <param name="kind">The handler's kind.</param>
        /// <param name="payload">What the handler needs; stored as JSON.</param>
        /// <param name="now">The instant of the use case.</param>
        /// <param name="notBefore">When the job is due; null for at once.</param>
        /// <param name="about">The path of the page that shows staff what the job is about.</param>
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
