using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Statistics;

/// <summary>Figures that outlive the requests they count.</summary>
public static class StatisticsSets
{
    extension(PortalDbContext db)
    {
        public DbSet<RequestFigure> RequestFigures => db.Set<RequestFigure>();

        public DbSet<AnswerFigure> AnswerFigures => db.Set<AnswerFigure>();
    }
}
