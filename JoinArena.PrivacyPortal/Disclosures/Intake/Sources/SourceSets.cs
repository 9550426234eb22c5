using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>The reporting systems as a set of the context.</summary>
public static class SourceSets
{
    extension(PortalDbContext db)
    {
        public DbSet<Source> Sources => db.Set<Source>();

        /// <summary>The announced names of those systems that have announced one, by id.</summary>
        public async Task<IReadOnlyDictionary<string, string>> FindSourceNamesAsync(
            IEnumerable<string> ids,
            CancellationToken ct
        )
        {
            string[] wanted = [.. ids.Distinct(StringComparer.Ordinal)];
            return await db
                .Sources.Where(s => wanted.Contains(s.Id))
                .ToDictionaryAsync(s => s.Id, s => s.Name, StringComparer.Ordinal, ct);
        }
    }
}
