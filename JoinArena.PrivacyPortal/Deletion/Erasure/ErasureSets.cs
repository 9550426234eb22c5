using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>Answers of parties that conflict with the recorded one.</summary>
public static class ErasureSets
{
    extension(PortalDbContext db)
    {
        public DbSet<ConflictingAnswer> ConflictingAnswers => db.Set<ConflictingAnswer>();
    }
}
