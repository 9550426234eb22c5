using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LedgerPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LedgerLeaves",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Leaf = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerLeaves", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "LedgerWaiting",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Ids = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerWaiting", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLeaves_EntryId",
                table: "LedgerLeaves",
                column: "EntryId",
                unique: true);

            // What has its place keeps it; what waits, waits on.
            migrationBuilder.Sql("""INSERT INTO "LedgerLeaves" ("Index", "EntryId", "Leaf") SELECT "Index", "Id", "Leaf" FROM "LedgerEntries" WHERE "Index" IS NOT NULL ORDER BY "Index" """);
            migrationBuilder.Sql("""INSERT INTO "LedgerWaiting" ("Ids") SELECT uuid_send("Id") FROM "LedgerEntries" WHERE "Index" IS NULL ORDER BY "Id" """);

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Id",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Index",
                table: "LedgerEntries");

            migrationBuilder.DropColumn(
                name: "Index",
                table: "LedgerEntries");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Index",
                table: "LedgerEntries",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql("""UPDATE "LedgerEntries" SET "Index" = (SELECT l."Index" FROM "LedgerLeaves" AS l WHERE l."EntryId" = "LedgerEntries"."Id")""");

            migrationBuilder.DropTable(
                name: "LedgerLeaves");

            migrationBuilder.DropTable(
                name: "LedgerWaiting");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Id",
                table: "LedgerEntries",
                column: "Id",
                filter: "\"Index\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Index",
                table: "LedgerEntries",
                column: "Index",
                unique: true,
                filter: "\"Index\" IS NOT NULL");
        }
    }
}
