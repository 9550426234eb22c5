using System.Globalization;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Benchmarks.Seeding;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>Portals with many disclosures, each on SQLite or on a database of its own on a PostgreSQL server.</summary>
internal sealed class SeededPortals(PublishWorkspace workspace, PublishedSite portal, string? postgres)
    : IAsyncDisposable
{
    /// <summary>
    /// The email addresses with which to sign in as <see cref="DisclosureSeeder.SmallAccountId"/> and as
    /// <see cref="DisclosureSeeder.LargeAccountId"/>: the demo's accounts, whose addresses these workers get.
    /// </summary>
    public const string SmallAccountEmail = "worker@example.com",
        LargeAccountEmail = "worker2@example.com",
        Password = "Demo-portal-2026!";

    private readonly List<string> _databases = [];

    /// <summary>The database it runs on.</summary>
    public string Provider => postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>A portal with made-up disclosures.</summary>
    /// <param name="disclosures">How many.</param>
    /// <param name="many">How many of them belong to one worker.</param>
    public async Task<PublishedSite> CreateSeededAsync(long disclosures, long many, CancellationToken ct)
    {
        var site = await CreateEmptyAsync(string.Create(CultureInfo.InvariantCulture, $"seeded_{disclosures}"), ct);
        await site.LoadDemoAsync(ct);
        await using (var db = Open(site))
            await new DisclosureSeeder(db, disclosures, many).SeedAsync(ct);
        await using (var db = Open(site))
        {
            await GiveAddressAsync(db, "w-demo-1", DisclosureSeeder.SmallAccountId, SmallAccountEmail, ct);
            await GiveAddressAsync(db, "w-demo-2", DisclosureSeeder.LargeAccountId, LargeAccountEmail, ct);
            await SettleAsync(db, ct);
        }

        return site;
    }

    /// <summary>A portal with an empty database.</summary>
    public async Task<PublishedSite> CreateEmptyAsync(string name, CancellationToken ct)
    {
        var directory = Directory.CreateDirectory(workspace.GetPath(name)).FullName;
        if (postgres is null)
            return portal with { DataDirectory = directory };
        var database = $"jpp_bench_{name}";
        await AdministerAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", ct);
        await AdministerAsync($"CREATE DATABASE {database} TEMPLATE template0", ct);
        _databases.Add(database);
        return portal with
        {
            DataDirectory = directory,
            Settings =
            [
                ("Portal__Database__Provider", nameof(DatabaseProvider.Postgres)),
                (
                    "ConnectionStrings__Portal",
                    new NpgsqlConnectionStringBuilder(postgres) { Database = database }.ConnectionString
                ),
            ],
        };
    }

    /// <summary>The place in the middle of a worker's list.</summary>
    public static async Task<string> FindMiddleCursorAsync(PublishedSite site, string worker, CancellationToken ct)
    {
        await using var db = Open(site);
        var half = await db.Disclosures.CountAsync(d => d.WorkerId == worker, ct) / 2;
        return (
            await db
                .Disclosures.Where(d => d.WorkerId == worker)
                .OrderBy(d => d.Time)
                .Skip(half)
                .Select(d => new DisclosureCursor(d.Time, d.Id))
                .FirstAsync(ct)
        ).ToString();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
            await AdministerAsync($"DROP DATABASE {database} WITH (FORCE)", CancellationToken.None);
    }

    private static PortalDbContext Open(PublishedSite site)
    {
        var settings =
            site.Settings.Count == 0
                ? new DatabaseSettings(
                    DatabaseProvider.Sqlite,
                    $"Data Source={Path.Combine(site.DataDirectory, "portal.db")};Pooling=False"
                )
                : new DatabaseSettings(
                    DatabaseProvider.Postgres,
                    site.Settings[1].Value + ";Pooling=False;Command Timeout=0"
                );
        return new PortalDbContextFactory(
            settings,
            new WriteLock(isOpen: true),
            new(NullLogger<ChangeFeed>.Instance),
            NullLoggerFactory.Instance
        ).CreateDbContext();
    }

    // Marks the day's reconciliation as done, and vacuums, so that neither runs while pages are measured.
    private static async Task SettleAsync(PortalDbContext db, CancellationToken ct)
    {
        var now = DateTimeOffset.UtcNow;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // One that was begun before its hour would be repeated.
        var begun = new DateTimeOffset(now.UtcDateTime.Date.AddHours(ReconciliationJob.Hour), TimeSpan.Zero);
        db.ReconciliationDays.AddRange(
            new ReconciliationDay
            {
                Day = today,
                BegunAt = begun,
                EndedAt = now,
            },
            new ReconciliationDay
            {
                Day = today.AddDays(1),
                BegunAt = begun,
                EndedAt = now,
            }
        );
        await db.SaveChangesAsync(ct);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE", ct);
    }

    // An account belongs to the worker who has its email address. One of the demo would open nothing: the portal does
    // not run as a demo with workers who are not the demo's.
    private static async Task GiveAddressAsync(
        PortalDbContext db,
        string from,
        string to,
        string email,
        CancellationToken ct
    )
    {
        var workers = db.Set<Worker>();
        await workers
            .Where(w => w.Id == from)
            .ExecuteUpdateAsync(
                s =>
                    s.SetProperty(w => w.Email, $"former-{email}")
                        .SetProperty(w => w.NormalizedEmail, EmailAddress.GetKey($"former-{email}")),
                ct
            );
        await workers
            .Where(w => w.Id == to)
            .ExecuteUpdateAsync(
                s => s.SetProperty(w => w.Email, email).SetProperty(w => w.NormalizedEmail, EmailAddress.GetKey(email)),
                ct
            );
        await db.Accounts.Where(a => a.Email == email).ExecuteUpdateAsync(s => s.SetProperty(a => a.IsDemo, false), ct);
    }

    private async Task AdministerAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync(ct);
#pragma warning disable CA2100 // The names are made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
