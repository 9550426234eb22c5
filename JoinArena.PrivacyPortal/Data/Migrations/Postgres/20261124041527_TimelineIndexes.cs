using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TimelineIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_Uncovered",
                table: "Disclosures",
                columns: new[] { "WorkerId", "Time", "Id" },
                filter: "\"Standing\" IN ('NoClause', 'NothingAccepted')");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_WorkerId_InterviewId_Time_Id",
                table: "Disclosures",
                columns: new[] { "WorkerId", "InterviewId", "Time", "Id" },
                filter: "\"InterviewId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Disclosures_Uncovered",
                table: "Disclosures");

            migrationBuilder.DropIndex(
                name: "IX_Disclosures_WorkerId_InterviewId_Time_Id",
                table: "Disclosures");
        }
    }
}
