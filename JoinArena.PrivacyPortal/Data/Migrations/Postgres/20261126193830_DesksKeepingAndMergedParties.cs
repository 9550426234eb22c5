using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DesksKeepingAndMergedParties : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ReportedAs",
                table: "Disclosures",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FirstEndDueBy",
                table: "DeletionRequests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FirstEndedAt",
                table: "DeletionRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "IdentityAskedAt",
                table: "DeletionRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "IdentityProvenAt",
                table: "DeletionRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "KeptUntil",
                table: "DeletionRequests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "DeletionRequests",
                type: "character varying(320)",
                maxLength: 320,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TeamTold",
                table: "DeletionRequests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TeamToldFor",
                table: "DeletionRequests",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TeamToldOfReceipt",
                table: "DeletionRequests",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ConnectorTests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConnectorTests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConnectorTests_Parties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "Parties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeletionAnswerFigures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PartyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    IsOnTime = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionAnswerFigures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeletionNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Body = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionNotes_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeletionRequestFigures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    IsOnTime = table.Column<bool>(type: "boolean", nullable: false),
                    IsExtended = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionRequestFigures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasedDeletionRequests",
                columns: table => new
                {
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ErasedOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedDeletionRequests", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "PartyChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OtherId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartyChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartyChanges_Parties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "Parties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UncoveredCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StateAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Owner = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    NoteAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReopenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    UnderNoClause = table.Column<int>(type: "integer", nullable: false),
                    FirstAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    TimesWhenFixed = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UncoveredCases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UncoveredCases_Parties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "Parties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UncoveredCaseEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    By = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UncoveredCaseEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UncoveredCaseEvents_UncoveredCases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "UncoveredCases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PartyShares_PartyId",
                table: "PartyShares",
                column: "PartyId");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_KeptUntil",
                table: "DeletionRequests",
                column: "KeptUntil");

            migrationBuilder.CreateIndex(
                name: "IX_ConnectorTests_PartyId_At",
                table: "ConnectorTests",
                columns: new[] { "PartyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionNotes_RequestId_At",
                table: "DeletionNotes",
                columns: new[] { "RequestId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PartyChanges_PartyId_At",
                table: "PartyChanges",
                columns: new[] { "PartyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_UncoveredCaseEvents_CaseId_At",
                table: "UncoveredCaseEvents",
                columns: new[] { "CaseId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_UncoveredCases_LastAt_Id",
                table: "UncoveredCases",
                columns: new[] { "LastAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_UncoveredCases_PartyId_Purpose_Category",
                table: "UncoveredCases",
                columns: new[] { "PartyId", "Purpose", "Category" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UncoveredCases_State_LastAt_Id",
                table: "UncoveredCases",
                columns: new[] { "State", "LastAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConnectorTests");

            migrationBuilder.DropTable(
                name: "DeletionAnswerFigures");

            migrationBuilder.DropTable(
                name: "DeletionNotes");

            migrationBuilder.DropTable(
                name: "DeletionRequestFigures");

            migrationBuilder.DropTable(
                name: "ErasedDeletionRequests");

            migrationBuilder.DropTable(
                name: "PartyChanges");

            migrationBuilder.DropTable(
                name: "UncoveredCaseEvents");

            migrationBuilder.DropTable(
                name: "UncoveredCases");

            migrationBuilder.DropIndex(
                name: "IX_PartyShares_PartyId",
                table: "PartyShares");

            migrationBuilder.DropIndex(
                name: "IX_DeletionRequests_KeptUntil",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "ReportedAs",
                table: "Disclosures");

            migrationBuilder.DropColumn(
                name: "FirstEndDueBy",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "FirstEndedAt",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "IdentityAskedAt",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "IdentityProvenAt",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "KeptUntil",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "TeamTold",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "TeamToldFor",
                table: "DeletionRequests");

            migrationBuilder.DropColumn(
                name: "TeamToldOfReceipt",
                table: "DeletionRequests");
        }
    }
}
