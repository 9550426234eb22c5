using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DecisionsAndMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ExtendedAt",
                table: "DeletionRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstDueBy",
                table: "DeletionRequests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusalGround",
                table: "DeletionRequests",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RefusalWords",
                table: "DeletionRequests",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeletionMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OfficerName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    Ground = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ProposedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    ProposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IsApproved = table.Column<bool>(type: "boolean", nullable: true)
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
