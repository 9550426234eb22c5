using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace JoinArena.PrivacyPortal.Data.Storage;

#pragma warning disable EF1001 // The options are only handed on, to the class that asks for them.
/// <summary>Adds to Entity Framework's SQL for PostgreSQL what its model cannot say: <see cref="HashedIndex"/>.</summary>
internal sealed class PostgresMigrationGenerator(
    MigrationsSqlGeneratorDependencies dependencies,
    INpgsqlSingletonOptions options
) : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    protected override void Generate(
        CreateIndexOperation operation,
        IModel? model,
        MigrationCommandListBuilder builder,
        bool terminate = true
    )
    {
        if (!HashedIndex.IsHashed(model, operation))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        var sql = Dependencies.SqlGenerationHelper;
        var hash = HashedIndex.GetSql(operation.Columns.Select(column => sql.DelimitIdentifier(column)));
        builder
            .Append("CREATE UNIQUE INDEX ")
            .Append(sql.DelimitIdentifier(operation.Name))
            .Append(" ON ")
            .Append(sql.DelimitIdentifier(operation.Table, operation.Schema))
            .Append($" (({hash}))");
        if (!terminate)
            return;
        builder.AppendLine(sql.StatementTerminator);
        EndStatement(builder);
    }
}
