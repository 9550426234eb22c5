using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Sqlite
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
                    Index = table.Column<long>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Leaf = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerLeaves", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "LedgerWaiting",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Ids = table.Column<byte[]>(type: "BLOB", nullable: false)
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
            migrationBuilder.Sql("""INSERT INTO "LedgerWaiting" ("Ids") SELECT unhex(replace("Id", '-', '')) FROM "LedgerEntries" WHERE "Index" IS NULL ORDER BY "Id" """);

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Id",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Index",
                table: "LedgerEntries");

            // By itself, and not as a new table of another name: all of it stays one transaction.
            migrationBuilder.Sql("""ALTER TABLE "LedgerEntries" DROP COLUMN "Index" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Index",
                table: "LedgerEntries",
                type: "INTEGER",
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
