using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Rejudging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DisclosuresJudgedAgain",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisclosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkerId = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Why = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WasStanding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WasVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    NowStanding = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NowVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisclosuresJudgedAgain", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DisclosuresJudgedAgain_Disclosures_DisclosureId",
                        column: x => x.DisclosureId,
                        principalTable: "Disclosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DisclosuresJudgedBy",
                columns: table => new
                {
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    CoversSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisclosuresJudgedBy", x => x.Version);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DisclosuresJudgedAgain_DisclosureId",
                table: "DisclosuresJudgedAgain",
                column: "DisclosureId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DisclosuresJudgedAgain");

            migrationBuilder.DropTable(
                name: "DisclosuresJudgedBy");
        }
    }
}
