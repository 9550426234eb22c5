using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AcceptanceEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PortalVersion",
                table: "Acceptances",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignedInBy",
                table: "Acceptances",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Wording",
                table: "Acceptances",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WordingSha256",
                table: "Acceptances",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AcceptanceReceipts",
                columns: table => new
                {
                    AcceptanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcceptanceReceipts", x => x.AcceptanceId);
                    table.ForeignKey(
                        name: "FK_AcceptanceReceipts_Acceptances_AcceptanceId",
                        column: x => x.AcceptanceId,
                        principalTable: "Acceptances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReturnCodes",
                columns: table => new
                {
                    CodeSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AcceptanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnCodes", x => x.CodeSha256);
                    table.ForeignKey(
                        name: "FK_ReturnCodes_Acceptances_AcceptanceId",
                        column: x => x.AcceptanceId,
                        principalTable: "Acceptances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Acceptances_Version_At",
                table: "Acceptances",
                columns: new[] { "Version", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ReturnCodes_AcceptanceId",
                table: "ReturnCodes",
                column: "AcceptanceId");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnCodes_ExpiresAt",
                table: "ReturnCodes",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AcceptanceReceipts");

            migrationBuilder.DropTable(
                name: "ReturnCodes");

            migrationBuilder.DropIndex(
                name: "IX_Acceptances_Version_At",
                table: "Acceptances");

            migrationBuilder.DropColumn(
                name: "PortalVersion",
                table: "Acceptances");

            migrationBuilder.DropColumn(
                name: "SignedInBy",
                table: "Acceptances");

            migrationBuilder.DropColumn(
                name: "Wording",
                table: "Acceptances");

            migrationBuilder.DropColumn(
                name: "WordingSha256",
                table: "Acceptances");
        }
    }
}
