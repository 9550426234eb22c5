using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TellingTheParties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Connector_Recipe",
                table: "Parties",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EscalatedAt",
                table: "ErasureTasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FollowsTaskId",
                table: "ErasureTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindedAt",
                table: "ErasureTasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Reminders",
                table: "ErasureTasks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Round",
                table: "ErasureTasks",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SendingSince",
                table: "ErasureTasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TriedAt",
                table: "ErasureTasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OtherAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Ground = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OtherAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OtherAnswers_ErasureTasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "ErasureTasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_FollowsTaskId",
                table: "ErasureTasks",
                column: "FollowsTaskId",
                filter: "\"FollowsTaskId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_State_Until",
                table: "ErasureTasks",
                columns: new[] { "State", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_OtherAnswers_TaskId_At",
                table: "OtherAnswers",
                columns: new[] { "TaskId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OtherAnswers");

            migrationBuilder.DropIndex(
                name: "IX_ErasureTasks_FollowsTaskId",
                table: "ErasureTasks");

            migrationBuilder.DropIndex(
                name: "IX_ErasureTasks_State_Until",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "Connector_Recipe",
                table: "Parties");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "FollowsTaskId",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "Reminders",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "Round",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "SendingSince",
                table: "ErasureTasks");

            migrationBuilder.DropColumn(
                name: "TriedAt",
                table: "ErasureTasks");
        }
    }
}
