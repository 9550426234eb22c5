using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>Tables whose rows SQLite stores in the tree of their primary key, so that the key is stored once.</summary>
public static class ClusteredTable
{
    private const string Annotation = "StoredByKey";

    extension<TEntity>(EntityTypeBuilder<TEntity> builder)
        where TEntity : class
    {
        /// <summary>
        /// Makes SQLite store the rows in the tree of the primary key (<c>WITHOUT ROWID</c>). Saves space for small rows
        /// with a key of several columns; for rows of more than some 200 bytes it costs more than it saves
        /// (https://www.sqlite.org/withoutrowid.html). PostgreSQL has no such tables.
        /// </summary>
        public EntityTypeBuilder<TEntity> IsStoredByKey() => builder.HasAnnotation(Annotation, true);
    }

    /// <summary>Whether the table is stored by its key on SQLite.</summary>
    internal static bool IsStoredByKey(IModel? model, string table) =>
        model?.GetEntityTypes().Any(e => e.GetTableName() == table && e.FindAnnotation(Annotation) is not null) == true;
}
