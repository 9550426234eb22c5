using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>Adds to Entity Framework's SQL for SQLite what its model cannot say: <see cref="ClusteredTable"/>.</summary>
internal sealed class SqliteMigrationGenerator(
    MigrationsSqlGeneratorDependencies dependencies,
    IRelationalAnnotationProvider annotations
) : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(
        CreateTableOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        base.Generate(operation, model, builder, terminate: false);
        if (ClusteredTable.IsStoredByKey(model, GetFinalName(operation)))
            builder.Append(" WITHOUT ROWID");
        if (!terminate)
            return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }

    // Entity Framework changes a table by copying it into one of this name, which it then renames.
    private static string GetFinalName(CreateTableOperation operation) =>
        operation.Name.StartsWith("ef_temp_", StringComparison.Ordinal)
            ? operation.Name["ef_temp_".Length..]
            : operation.Name;
}
