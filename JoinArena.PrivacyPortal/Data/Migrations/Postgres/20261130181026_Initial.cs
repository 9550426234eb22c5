using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace JoinArena.PrivacyPortal.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccessLogEntries",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StaffName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Target = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TargetId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    WorkerId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessLogEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountRoles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    NormalizedName = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountRoles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Accounts",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EmailConfirmedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    InvitedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    HasUsedInvitation = table.Column<bool>(type: "boolean", nullable: false),
                    IsDemo = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true),
                    Email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true),
                    UserName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Amendments",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReplacementId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContentHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    EventId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TargetEventId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TargetSource = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Amendments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IsDemo = table.Column<bool>(type: "boolean", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Scopes = table.Column<List<string>>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AssessedVersions",
                columns: table => new
                {
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    CoversSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessedVersions", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "AttemptCounters",
                columns: table => new
                {
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Taken = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttemptCounters", x => new { x.AccountId, x.Kind, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "Backups",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Backups", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeletionAnswerFigures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    IsOnTime = table.Column<bool>(type: "boolean", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PartyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionAnswerFigures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeletionRequestFigures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    IsExtended = table.Column<bool>(type: "boolean", nullable: false),
                    IsOnTime = table.Column<bool>(type: "boolean", nullable: false),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Place = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionRequestFigures", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasedDeletionRequests",
                columns: table => new
                {
                    ErasedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedDeletionRequests", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "FirstServedTexts",
                columns: table => new
                {
                    FirstServedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Policy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirstServedTexts", x => new { x.Policy, x.Version, x.Language });
                });

            migrationBuilder.CreateTable(
                name: "Holdings",
                columns: table => new
                {
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ErasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    Uncovered = table.Column<int>(type: "integer", nullable: false),
                    Direction = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    Category = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    WorkerId = table.Column<string>(type: "text", nullable: false),
                    PartyId = table.Column<string>(type: "text", nullable: false),
                    ItemId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    InterviewId = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Holdings", x => new { x.WorkerId, x.PartyId, x.ItemId, x.Direction });
                });

            migrationBuilder.CreateTable(
                name: "InboxMessages",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Body = table.Column<List<string>>(type: "text[]", nullable: false),
                    Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    Path = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Subject = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IntakeDays",
                columns: table => new
                {
                    Accepted = table.Column<long>(type: "bigint", nullable: false),
                    Writer = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IntakeDays", x => new { x.Day, x.Source, x.Writer });
                });

            migrationBuilder.CreateTable(
                name: "LedgerBundles",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    FirstId = table.Column<Guid>(type: "uuid", nullable: false),
                    LastId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ids = table.Column<byte[]>(type: "bytea", nullable: false),
                    Leaves = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerBundles", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "LedgerCheckpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    SignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerCheckpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Record = table.Column<byte[]>(type: "bytea", nullable: true),
                    Subject = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerHead",
                columns: table => new
                {
                    Fence = table.Column<long>(type: "bigint", nullable: false),
                    IntegratedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LeasedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Sequenced = table.Column<long>(type: "bigint", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Leader = table.Column<Guid>(type: "uuid", nullable: true),
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerPending",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Ids = table.Column<byte[]>(type: "bytea", nullable: false),
                    Leaves = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerPending", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "LedgerTiles",
                columns: table => new
                {
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Hashes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerTiles", x => new { x.Level, x.Index });
                });

            migrationBuilder.CreateTable(
                name: "LedgerWitnesses",
                columns: table => new
                {
                    CosignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CosignedSize = table.Column<long>(type: "bigint", nullable: true),
                    KnownSize = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Error = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Line = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerWitnesses", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fence = table.Column<long>(type: "bigint", nullable: false),
                    GivenUpAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LeasedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    About = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    LastFault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Payload = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Parties",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    Website = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    PrivacyContact = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    MergedInto = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    MergedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Connector_Type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Connector_Url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Connector_Email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Connector_Recipe = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Connector_ProtectedSecret = table.Column<string>(type: "text", nullable: true),
                    Connector_ProtectedFormerSecret = table.Column<string>(type: "text", nullable: true),
                    Connector_FormerSecretUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parties", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationDays",
                columns: table => new
                {
                    BegunAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationDays", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "ReconciliationDifferences",
                columns: table => new
                {
                    Expected = table.Column<long>(type: "bigint", nullable: false),
                    Found = table.Column<long>(type: "bigint", nullable: false),
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationDifferences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RequestCounters",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestCounters", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "SecurityEvents",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: true),
                    Detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecurityEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SetAsideRows",
                columns: table => new
                {
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Job = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Row = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetAsideRows", x => new { x.Job, x.Row });
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                columns: table => new
                {
                    CompleteSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CompleteUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HeardAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Covers = table.Column<string[]>(type: "text[]", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SubjectKeys",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubjectKeys", x => x.Subject);
                });

            migrationBuilder.CreateTable(
                name: "WebhookEndpoints",
                columns: table => new
                {
                    DisabledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PausedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ProbeUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    Url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookEndpoints", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "WebhookSubscriptions",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FormerSecretUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProtectedFormerSecret = table.Column<string>(type: "text", nullable: true),
                    ProtectedSecret = table.Column<string>(type: "text", nullable: false),
                    Types = table.Column<List<string>>(type: "text[]", nullable: false),
                    Url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookSubscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WitnessedLogs",
                columns: table => new
                {
                    CosignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Origin = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false),
                    Root = table.Column<string>(type: "character varying(44)", maxLength: 44, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WitnessedLogs", x => x.Origin);
                });

            migrationBuilder.CreateTable(
                name: "WorkerPartyTotals",
                columns: table => new
                {
                    FirstAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    Uncovered = table.Column<int>(type: "integer", nullable: false),
                    WorkerId = table.Column<string>(type: "text", nullable: false),
                    PartyId = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerPartyTotals", x => new { x.WorkerId, x.PartyId });
                });

            migrationBuilder.CreateTable(
                name: "Workers",
                columns: table => new
                {
                    AnnouncedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EmailSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ChosenLanguage = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    ChosenTimeZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Jurisdiction = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Locale = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    TimeZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountRoleClaims",
                columns: table => new
                {
                    RoleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountRoleClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountRoleClaims_AccountRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AccountRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountClaims",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountClaims_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountLogins",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AccountLogins_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AccountPasskeys_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountSessions",
                columns: table => new
                {
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Browser = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Methods = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ProviderSession = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    ProviderToken = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountSessions_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountsInRoles",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    RoleId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountsInRoles", x => new { x.UserId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_AccountsInRoles_AccountRoles_RoleId",
                        column: x => x.RoleId,
                        principalTable: "AccountRoles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AccountsInRoles_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AccountTokens_Accounts_UserId",
                        column: x => x.UserId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MailedCodes",
                columns: table => new
                {
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptsLeft = table.Column<int>(type: "integer", nullable: false),
                    IsUsed = table.Column<bool>(type: "boolean", nullable: false),
                    Hash = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailedCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailedCodes_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConnectorTests",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Fault = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    StartedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false)
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
                name: "CoverageIncidents",
                columns: table => new
                {
                    FirstAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReopenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    StateAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    StatementAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AgainstStop = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    TimesWhenFixed = table.Column<int>(type: "integer", nullable: false),
                    UnderNoClause = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Statement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoverageIncidents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoverageIncidents_Parties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "Parties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartyChanges",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChangedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OtherPartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
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
                name: "AcceptanceReminders",
                columns: table => new
                {
                    LastRemindedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReminderCount = table.Column<int>(type: "integer", nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcceptanceReminders", x => new { x.WorkerId, x.Version });
                    table.ForeignKey(
                        name: "FK_AcceptanceReminders_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Acceptances",
                columns: table => new
                {
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SignedInAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PreviousAcceptanceId = table.Column<Guid>(type: "uuid", nullable: true),
                    IpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    PortalVersion = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ShownLanguage = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    SignedInBy = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    TextSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    UserAgent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Wording = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    WordingSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptances_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DataItems",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    InterviewAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Category = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    InterviewId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    JobLocation = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Label = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataItems", x => new { x.WorkerId, x.Id });
                    table.ForeignKey(
                        name: "FK_DataItems_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeletionRequests",
                columns: table => new
                {
                    ConfirmedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CoolingOffEnds = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueEnds = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ExtendedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstEndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IdentityAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IdentityProvenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithheldSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LinkedToId = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgeBy = table.Column<DateOnly>(type: "date", nullable: true),
                    AlertedDueBy = table.Column<DateOnly>(type: "date", nullable: true),
                    DueBy = table.Column<DateOnly>(type: "date", nullable: true),
                    ExtendableTo = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstDueBy = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstEndDueBy = table.Column<DateOnly>(type: "date", nullable: true),
                    KeptUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    RefuseBy = table.Column<DateOnly>(type: "date", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    IsDeadlineReviewed = table.Column<bool>(type: "boolean", nullable: false),
                    AcknowledgementAlertedStage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Agent = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AlertedStage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Channel = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DeadlineExplanation = table.Column<List<string>>(type: "text[]", nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    IdempotencyKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Jobs = table.Column<List<string>>(type: "text[]", nullable: false),
                    Jurisdiction = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Law = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Link = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Owner = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Proof = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    RefusalAlertedStage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    RefusalGround = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    RefusalReason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ScopeCategories = table.Column<List<string>>(type: "text[]", nullable: false),
                    ScopeId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ScopeKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionRequests_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DigestPreferences",
                columns: table => new
                {
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestPreferences", x => x.WorkerId);
                    table.ForeignKey(
                        name: "FK_DigestPreferences_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Digests",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Month = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Digests", x => new { x.WorkerId, x.Month });
                    table.ForeignKey(
                        name: "FK_Digests_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Disclosures",
                columns: table => new
                {
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BroughtBy = table.Column<Guid>(type: "uuid", nullable: true),
                    EndedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    CoverageStatus = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    Direction = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    Purpose = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    ContentHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    Detail = table.Column<string>(type: "text", nullable: true),
                    EventId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    InterviewId = table.Column<string>(type: "text", nullable: true),
                    JobLocations = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", nullable: false),
                    ReportedAs = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Disclosures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Disclosures_Parties_PartyId",
                        column: x => x.PartyId,
                        principalTable: "Parties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Disclosures_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InterviewNotices",
                columns: table => new
                {
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InterviewId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Receipt = table.Column<string>(type: "text", nullable: false),
                    RecordedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    TextSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Text_Ai = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Alternatives = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    Text_Purpose = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Recipients = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InterviewNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InterviewNotices_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LegalHolds",
                columns: table => new
                {
                    LiftedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Citation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    LiftedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PlacedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LegalHolds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LegalHolds_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OfferedNotices",
                columns: table => new
                {
                    OfferedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InterviewId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    OfferedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Text_Ai = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Alternatives = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    Text_Purpose = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Recipients = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Text_Version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfferedNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OfferedNotices_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RecipientKindsSeen",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SettledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecipientKindsSeen", x => new { x.WorkerId, x.Kind });
                    table.ForeignKey(
                        name: "FK_RecipientKindsSeen_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TrackingLinks",
                columns: table => new
                {
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrackingLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TrackingLinks_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UseDecisions",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ClauseId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Language = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    Receipt = table.Column<string>(type: "text", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Evidence_IpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Evidence_PortalVersion = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Evidence_SignedInAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Evidence_SignedInBy = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Evidence_UserAgent = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Evidence_Wording = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Evidence_WordingSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UseDecisions_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VersionNotices",
                columns: table => new
                {
                    NotifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsMailed = table.Column<bool>(type: "boolean", nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VersionNotices", x => new { x.WorkerId, x.Version });
                    table.ForeignKey(
                        name: "FK_VersionNotices_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CoverageIncidentEvents",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IncidentId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Statement = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoverageIncidentEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoverageIncidentEvents_CoverageIncidents_IncidentId",
                        column: x => x.IncidentId,
                        principalTable: "CoverageIncidents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AcceptanceCodes",
                columns: table => new
                {
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcceptanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Origin = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    UsedBy = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcceptanceCodes", x => x.CodeSha256);
                    table.ForeignKey(
                        name: "FK_AcceptanceCodes_Acceptances_AcceptanceId",
                        column: x => x.AcceptanceId,
                        principalTable: "Acceptances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AcceptanceReceipts",
                columns: table => new
                {
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AcceptanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false)
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
                name: "DeletionCertificates",
                columns: table => new
                {
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LedgerEntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionCertificates_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeletionMessages",
                columns: table => new
                {
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Author = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OfficerName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true)
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
                name: "DeletionNotes",
                columns: table => new
                {
                    WrittenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Body = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    WrittenBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false)
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
                name: "DeletionRequestEvents",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    ActorKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeletionRequestEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeletionRequestEvents_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ErasureTasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PartyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PartyKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Contact = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Connector = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    NotifiedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SendingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastFailedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    Reminders = table.Column<int>(type: "integer", nullable: false),
                    RemindedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EscalatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FollowsTaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Ground = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Items = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ErasureTasks_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RefusalProposals",
                columns: table => new
                {
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ProposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    IsApproved = table.Column<bool>(type: "boolean", nullable: true),
                    DecidedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Ground = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ProposedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "RemedyCases",
                columns: table => new
                {
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ExtendedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    AcknowledgeBy = table.Column<DateOnly>(type: "date", nullable: true),
                    AlertedDueBy = table.Column<DateOnly>(type: "date", nullable: true),
                    DueBy = table.Column<DateOnly>(type: "date", nullable: false),
                    ExtendableTo = table.Column<DateOnly>(type: "date", nullable: true),
                    IsAnswerDated = table.Column<bool>(type: "boolean", nullable: false),
                    AlertedStage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    AnsweredBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Citation = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Law = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NextStep = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reasons = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Statement = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemedyCases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RemedyCases_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CoverageReassessments",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisclosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    NewStatus = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NewVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PreviousStatus = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PreviousVersion = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    WorkerId = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CoverageReassessments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CoverageReassessments_Disclosures_DisclosureId",
                        column: x => x.DisclosureId,
                        principalTable: "Disclosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DisclosureItems",
                columns: table => new
                {
                    DisclosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    Category = table.Column<short>(type: "smallint", maxLength: 40, nullable: false),
                    ItemId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DisclosureItems", x => new { x.DisclosureId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_DisclosureItems_Disclosures_DisclosureId",
                        column: x => x.DisclosureId,
                        principalTable: "Disclosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Questions",
                columns: table => new
                {
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisclosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    Answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    AnsweredBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_Disclosures_DisclosureId",
                        column: x => x.DisclosureId,
                        principalTable: "Disclosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Redisclosures",
                columns: table => new
                {
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    InvestigatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    DisclosureId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsAfterRequest = table.Column<bool>(type: "boolean", nullable: false),
                    Action = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InvestigatedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    PartyId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PartyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Redisclosures", x => new { x.RequestId, x.DisclosureId });
                    table.ForeignKey(
                        name: "FK_Redisclosures_DeletionRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "DeletionRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Redisclosures_Disclosures_DisclosureId",
                        column: x => x.DisclosureId,
                        principalTable: "Disclosures",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UseObjections",
                columns: table => new
                {
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    TakenBackAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: false),
                    DueBy = table.Column<DateOnly>(type: "date", nullable: false),
                    AlertedStage = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    AnsweredBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    Citation = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ClauseId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Ground = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Law = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reasons = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Recipient = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Unless = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    WorkerId = table.Column<string>(type: "character varying(200)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UseObjections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UseObjections_UseDecisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "UseDecisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_UseObjections_Workers_WorkerId",
                        column: x => x.WorkerId,
                        principalTable: "Workers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConflictingAnswers",
                columns: table => new
                {
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Ground = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ReportedBy = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConflictingAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConflictingAnswers_ErasureTasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "ErasureTasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "AccountRoles",
                columns: new[] { "Id", "ConcurrencyStamp", "Name", "NormalizedName" },
                values: new object[,]
                {
                    { new Guid("019ac3b0-0000-7000-8000-000000000001"), "019ac3b0-0000-7000-8000-000000000001", "worker", "WORKER" },
                    { new Guid("019ac3b0-0000-7000-8000-000000000002"), "019ac3b0-0000-7000-8000-000000000002", "officer", "OFFICER" },
                    { new Guid("019ac3b0-0000-7000-8000-000000000003"), "019ac3b0-0000-7000-8000-000000000003", "auditor", "AUDITOR" },
                    { new Guid("019ac3b0-0000-7000-8000-000000000004"), "019ac3b0-0000-7000-8000-000000000004", "administrator", "ADMINISTRATOR" }
                });

            migrationBuilder.InsertData(
                table: "LedgerHead",
                columns: new[] { "Id", "Fence", "IntegratedAt", "Leader", "LeasedUntil", "Root", "Sequenced", "Size" },
                values: new object[] { 1, 0L, null, null, null, new byte[] { 227, 176, 196, 66, 152, 252, 28, 20, 154, 251, 244, 200, 153, 111, 185, 36, 39, 174, 65, 228, 100, 155, 147, 76, 164, 149, 153, 27, 120, 82, 184, 85 }, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_AcceptanceCodes_AcceptanceId",
                table: "AcceptanceCodes",
                column: "AcceptanceId");

            migrationBuilder.CreateIndex(
                name: "IX_AcceptanceCodes_ExpiresAt",
                table: "AcceptanceCodes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptances_Version_AcceptedAt",
                table: "Acceptances",
                columns: new[] { "Version", "AcceptedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Acceptances_WorkerId_Version",
                table: "Acceptances",
                columns: new[] { "WorkerId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessLogEntries_At",
                table: "AccessLogEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AccessLogEntries_WorkerId_At",
                table: "AccessLogEntries",
                columns: new[] { "WorkerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountClaims_UserId",
                table: "AccountClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountLogins_UserId",
                table: "AccountLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountPasskeys_UserId",
                table: "AccountPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountRoleClaims_RoleId",
                table: "AccountRoleClaims",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountRoles_NormalizedName",
                table: "AccountRoles",
                column: "NormalizedName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedEmail",
                table: "Accounts",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedUserName",
                table: "Accounts",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountSessions_AccountId",
                table: "AccountSessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountSessions_EndsAt",
                table: "AccountSessions",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccountSessions_LastSeenAt",
                table: "AccountSessions",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccountSessions_ProviderSession",
                table: "AccountSessions",
                column: "ProviderSession");

            migrationBuilder.CreateIndex(
                name: "IX_AccountsInRoles_RoleId",
                table: "AccountsInRoles",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_Source_EventId",
                table: "Amendments",
                columns: new[] { "Source", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Amendments_TargetSource_TargetEventId",
                table: "Amendments",
                columns: new[] { "TargetSource", "TargetEventId" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Hash",
                table: "ApiKeys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Name",
                table: "ApiKeys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AttemptCounters_EndsAt",
                table: "AttemptCounters",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Backups_At",
                table: "Backups",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ConflictingAnswers_TaskId_At",
                table: "ConflictingAnswers",
                columns: new[] { "TaskId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ConnectorTests_PartyId_At",
                table: "ConnectorTests",
                columns: new[] { "PartyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CoverageIncidentEvents_IncidentId_At",
                table: "CoverageIncidentEvents",
                columns: new[] { "IncidentId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CoverageIncidents_LastAt_Id",
                table: "CoverageIncidents",
                columns: new[] { "LastAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CoverageIncidents_PartyId_Purpose_Category",
                table: "CoverageIncidents",
                columns: new[] { "PartyId", "Purpose", "Category" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CoverageIncidents_State_LastAt_Id",
                table: "CoverageIncidents",
                columns: new[] { "State", "LastAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CoverageReassessments_DisclosureId",
                table: "CoverageReassessments",
                column: "DisclosureId");

            migrationBuilder.CreateIndex(
                name: "IX_DataItems_WorkerId_InterviewId",
                table: "DataItems",
                columns: new[] { "WorkerId", "InterviewId" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionCertificates_RequestId_IssuedAt",
                table: "DeletionCertificates",
                columns: new[] { "RequestId", "IssuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionMessages_RequestId_SentAt",
                table: "DeletionMessages",
                columns: new[] { "RequestId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionNotes_RequestId_WrittenAt",
                table: "DeletionNotes",
                columns: new[] { "RequestId", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequestEvents_At_Id",
                table: "DeletionRequestEvents",
                columns: new[] { "At", "Id" },
                filter: "\"ActorKind\" = 'Officer'");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequestEvents_RequestId_Sequence",
                table: "DeletionRequestEvents",
                columns: new[] { "RequestId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_Fingerprint",
                table: "DeletionRequests",
                column: "Fingerprint",
                unique: true,
                filter: "\"Fingerprint\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_IdempotencyKey",
                table: "DeletionRequests",
                column: "IdempotencyKey",
                unique: true,
                filter: "\"IdempotencyKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_KeptUntil",
                table: "DeletionRequests",
                column: "KeptUntil");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_LinkedToId",
                table: "DeletionRequests",
                column: "LinkedToId",
                filter: "\"LinkedToId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_Number",
                table: "DeletionRequests",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_State_DueEnds",
                table: "DeletionRequests",
                columns: new[] { "State", "DueEnds" });

            migrationBuilder.CreateIndex(
                name: "IX_DeletionRequests_WorkerId_Id",
                table: "DeletionRequests",
                columns: new[] { "WorkerId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_Jobs",
                table: "Disclosures",
                column: "WorkerId",
                filter: "\"JobLocations\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_Source_EventId",
                table: "Disclosures",
                columns: new[] { "Source", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_Uncovered",
                table: "Disclosures",
                columns: new[] { "WorkerId", "Time", "Id" },
                filter: "\"CoverageStatus\" IN (3, 2, 4)");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_UncoveredByParty",
                table: "Disclosures",
                columns: new[] { "PartyId", "Purpose", "Time", "Id" },
                filter: "\"CoverageStatus\" IN (3, 2, 4)");

            migrationBuilder.CreateIndex(
                name: "IX_Disclosures_WorkerId_Time_PartyId_InterviewId",
                table: "Disclosures",
                columns: new[] { "WorkerId", "Time", "PartyId", "InterviewId" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_FollowsTaskId",
                table: "ErasureTasks",
                column: "FollowsTaskId",
                filter: "\"FollowsTaskId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_PartyId_State",
                table: "ErasureTasks",
                columns: new[] { "PartyId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_RequestId",
                table: "ErasureTasks",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_ErasureTasks_State_Until",
                table: "ErasureTasks",
                columns: new[] { "State", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessages_WorkerId_At",
                table: "InboxMessages",
                columns: new[] { "WorkerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_InterviewNotices_WorkerId_InterviewId",
                table: "InterviewNotices",
                columns: new[] { "WorkerId", "InterviewId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerBundles_LastId_FirstId",
                table: "LedgerBundles",
                columns: new[] { "LastId", "FirstId" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Subject",
                table: "LedgerEntries",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_LegalHolds_WorkerId",
                table: "LegalHolds",
                column: "WorkerId",
                filter: "\"LiftedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MailedCodes_AccountId_SentAt",
                table: "MailedCodes",
                columns: new[] { "AccountId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OfferedNotices_WorkerId_InterviewId",
                table: "OfferedNotices",
                columns: new[] { "WorkerId", "InterviewId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DueAt_Id",
                table: "Outbox",
                columns: new[] { "DueAt", "Id" },
                filter: "\"DoneAt\" IS NULL AND \"GivenUpAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_GivenUpAt",
                table: "Outbox",
                column: "GivenUpAt",
                filter: "\"GivenUpAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Parties_MergedInto",
                table: "Parties",
                column: "MergedInto");

            migrationBuilder.CreateIndex(
                name: "IX_PartyChanges_PartyId_At",
                table: "PartyChanges",
                columns: new[] { "PartyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_AnsweredAt",
                table: "Questions",
                column: "AnsweredAt");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_DisclosureId",
                table: "Questions",
                column: "DisclosureId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Open",
                table: "Questions",
                column: "AskedAt",
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_WorkerId_DisclosureId",
                table: "Questions",
                columns: new[] { "WorkerId", "DisclosureId" });

            migrationBuilder.CreateIndex(
                name: "IX_RecipientKindsSeen_Unsettled",
                table: "RecipientKindsSeen",
                column: "At",
                filter: "\"SettledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Redisclosures_DisclosureId",
                table: "Redisclosures",
                column: "DisclosureId");

            migrationBuilder.CreateIndex(
                name: "IX_Redisclosures_Open",
                table: "Redisclosures",
                column: "RequestId",
                filter: "\"InvestigatedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RefusalProposals_RequestId",
                table: "RefusalProposals",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_RemedyCases_DueBy",
                table: "RemedyCases",
                column: "DueBy",
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RemedyCases_Open",
                table: "RemedyCases",
                column: "RequestId",
                unique: true,
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RemedyCases_RequestId",
                table: "RemedyCases",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_SecurityEvents_ActorId_Kind_At",
                table: "SecurityEvents",
                columns: new[] { "ActorId", "Kind", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SecurityEvents_At_Id",
                table: "SecurityEvents",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TrackingLinks_Hash",
                table: "TrackingLinks",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TrackingLinks_WorkerId",
                table: "TrackingLinks",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_UseDecisions_At",
                table: "UseDecisions",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_UseDecisions_WorkerId_Number",
                table: "UseDecisions",
                columns: new[] { "WorkerId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UseObjections_DecisionId",
                table: "UseObjections",
                column: "DecisionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UseObjections_DueBy",
                table: "UseObjections",
                column: "DueBy",
                filter: "\"AnsweredAt\" IS NULL AND \"TakenBackAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_UseObjections_WorkerId",
                table: "UseObjections",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkerPartyTotals_PartyId",
                table: "WorkerPartyTotals",
                column: "PartyId");

            migrationBuilder.CreateIndex(
                name: "IX_Workers_NormalizedEmail",
                table: "Workers",
                column: "NormalizedEmail",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AcceptanceCodes");

            migrationBuilder.DropTable(
                name: "AcceptanceReceipts");

            migrationBuilder.DropTable(
                name: "AcceptanceReminders");

            migrationBuilder.DropTable(
                name: "AccessLogEntries");

            migrationBuilder.DropTable(
                name: "AccountClaims");

            migrationBuilder.DropTable(
                name: "AccountLogins");

            migrationBuilder.DropTable(
                name: "AccountPasskeys");

            migrationBuilder.DropTable(
                name: "AccountRoleClaims");

            migrationBuilder.DropTable(
                name: "AccountSessions");

            migrationBuilder.DropTable(
                name: "AccountsInRoles");

            migrationBuilder.DropTable(
                name: "AccountTokens");

            migrationBuilder.DropTable(
                name: "Amendments");

            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "AssessedVersions");

            migrationBuilder.DropTable(
                name: "AttemptCounters");

            migrationBuilder.DropTable(
                name: "Backups");

            migrationBuilder.DropTable(
                name: "ConflictingAnswers");

            migrationBuilder.DropTable(
                name: "ConnectorTests");

            migrationBuilder.DropTable(
                name: "CoverageIncidentEvents");

            migrationBuilder.DropTable(
                name: "CoverageReassessments");

            migrationBuilder.DropTable(
                name: "DataItems");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "DeletionAnswerFigures");

            migrationBuilder.DropTable(
                name: "DeletionCertificates");

            migrationBuilder.DropTable(
                name: "DeletionMessages");

            migrationBuilder.DropTable(
                name: "DeletionNotes");

            migrationBuilder.DropTable(
                name: "DeletionRequestEvents");

            migrationBuilder.DropTable(
                name: "DeletionRequestFigures");

            migrationBuilder.DropTable(
                name: "DigestPreferences");

            migrationBuilder.DropTable(
                name: "Digests");

            migrationBuilder.DropTable(
                name: "DisclosureItems");

            migrationBuilder.DropTable(
                name: "ErasedDeletionRequests");

            migrationBuilder.DropTable(
                name: "FirstServedTexts");

            migrationBuilder.DropTable(
                name: "Holdings");

            migrationBuilder.DropTable(
                name: "InboxMessages");

            migrationBuilder.DropTable(
                name: "IntakeDays");

            migrationBuilder.DropTable(
                name: "InterviewNotices");

            migrationBuilder.DropTable(
                name: "LedgerBundles");

            migrationBuilder.DropTable(
                name: "LedgerCheckpoints");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "LedgerHead");

            migrationBuilder.DropTable(
                name: "LedgerPending");

            migrationBuilder.DropTable(
                name: "LedgerTiles");

            migrationBuilder.DropTable(
                name: "LedgerWitnesses");

            migrationBuilder.DropTable(
                name: "LegalHolds");

            migrationBuilder.DropTable(
                name: "MailedCodes");

            migrationBuilder.DropTable(
                name: "OfferedNotices");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PartyChanges");

            migrationBuilder.DropTable(
                name: "Questions");

            migrationBuilder.DropTable(
                name: "RecipientKindsSeen");

            migrationBuilder.DropTable(
                name: "ReconciliationDays");

            migrationBuilder.DropTable(
                name: "ReconciliationDifferences");

            migrationBuilder.DropTable(
                name: "Redisclosures");

            migrationBuilder.DropTable(
                name: "RefusalProposals");

            migrationBuilder.DropTable(
                name: "RemedyCases");

            migrationBuilder.DropTable(
                name: "RequestCounters");

            migrationBuilder.DropTable(
                name: "SecurityEvents");

            migrationBuilder.DropTable(
                name: "SetAsideRows");

            migrationBuilder.DropTable(
                name: "Sources");

            migrationBuilder.DropTable(
                name: "SubjectKeys");

            migrationBuilder.DropTable(
                name: "TrackingLinks");

            migrationBuilder.DropTable(
                name: "UseObjections");

            migrationBuilder.DropTable(
                name: "VersionNotices");

            migrationBuilder.DropTable(
                name: "WebhookEndpoints");

            migrationBuilder.DropTable(
                name: "WebhookSubscriptions");

            migrationBuilder.DropTable(
                name: "WitnessedLogs");

            migrationBuilder.DropTable(
                name: "WorkerPartyTotals");

            migrationBuilder.DropTable(
                name: "Acceptances");

            migrationBuilder.DropTable(
                name: "AccountRoles");

            migrationBuilder.DropTable(
                name: "ErasureTasks");

            migrationBuilder.DropTable(
                name: "CoverageIncidents");

            migrationBuilder.DropTable(
                name: "Accounts");

            migrationBuilder.DropTable(
                name: "Disclosures");

            migrationBuilder.DropTable(
                name: "UseDecisions");

            migrationBuilder.DropTable(
                name: "DeletionRequests");

            migrationBuilder.DropTable(
                name: "Parties");

            migrationBuilder.DropTable(
                name: "Workers");
        }
    }
}
