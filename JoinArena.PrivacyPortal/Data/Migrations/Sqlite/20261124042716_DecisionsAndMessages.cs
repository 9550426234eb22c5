using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DecisionsAndMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ExtendedAt",
                table: "DeletionRequests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstDueBy",
                table: "DeletionRequests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusalGround",
                table: "DeletionRequests",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusalWords",
                table: "DeletionRequests",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeletionMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OfficerName = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    Body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionMessages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionMessages_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RefusalProposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsApproved = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusalProposals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RefusalProposals_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionMessages_RequestId_At",
                table: "DeletionMessages",
                columns: new[] { "RequestId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RefusalProposals_RequestId",
                table: "RefusalProposals",
                column: "RequestId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeletionMessages");

            migrationBuilder.DropTable(
                name: "RefusalProposals");

            migrationBuilder.DropColumn(
                name: "ExtendedAt",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "FirstDueBy",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "RefusalGround",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "RefusalWords",
                table: "DeletionRequests");
        }
    }
}
