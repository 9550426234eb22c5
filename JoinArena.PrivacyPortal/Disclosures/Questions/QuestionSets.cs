using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>The questions as a set of the context.</summary>
public static class QuestionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Question> Questions => db.Set<Question>();
    }
}
