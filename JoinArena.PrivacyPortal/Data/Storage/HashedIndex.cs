using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// Unique indexes of texts of which PostgreSQL stores a hash. SQLite stores the texts: they compress better there, and
/// what it stores beside them is less.
/// </summary>
public static class HashedIndex
{
    private const string Annotation = "Hashed";

    extension<TEntity>(IndexBuilder<TEntity> builder)
    {
        /// <summary>
        /// Makes PostgreSQL index <see cref="GetSql"/> of the columns instead of the columns, which are not null. Only a
        /// query that compares the same there uses the index.
        /// </summary>
        public IndexBuilder<TEntity> IsHashed() => builder.HasAnnotation(Annotation, true);
    }

    /// <summary>
    /// The SQL of the hash of some texts: the first 15 bytes of their SHA-256, each text with a line break after it. With
    /// its length it takes 16 bytes; those after it would begin a further eight.
    /// </summary>
    /// <param name="texts">Columns or other SQL. None contains a line break.</param>
    public static string GetSql(params IEnumerable<string> texts)
    {
        var joined = string.Join(" || ", texts.Select(text => $"{text} || E'\\n'"));
        // Every backslash is doubled, so the bytes are those of the text in UTF-8. PostgreSQL's own conversion is not
        // allowed in an index.
        return $@"substr(sha256(decode(replace({joined}, '\', '\\'), 'escape')), 1, 15)";
    }

    /// <summary>Whether an index is stored as a hash on PostgreSQL.</summary>
    internal static bool IsHashed(IModel? model, CreateIndexOperation index) =>
        model
            ?.GetRelationalModel()
            .FindTable(index.Table, index.Schema)
            ?.Indexes.FirstOrDefault(i => i.Name == index.Name)
            ?.MappedIndexes.Any(i => i.FindAnnotation(Annotation) is not null) == true;
}
