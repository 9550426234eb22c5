using Npgsql;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// Whether a connection to PostgreSQL keeps its session. A pooler such as PgBouncer in transaction mode gives each
/// transaction to another session: locks, notifications and prepared statements then go astray, and so do reported
/// disclosures.
/// </summary>
internal static class PostgresSessionCheck
{
    private const string Topic = "portal_session_check";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <exception cref="ConfigurationException">A pooler between the portal and PostgreSQL pools transactions.</exception>
    public static async Task RequireAsync(string connectionString, CancellationToken ct)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var listener = new NpgsqlConnection(unpooled);
        await using var sender = new NpgsqlConnection(unpooled);
        await listener.OpenAsync(ct);
        await sender.OpenAsync(ct);
        var token = Guid.NewGuid().ToString("N");
        var hasArrived = false;
        listener.Notification += (_, notification) => hasArrived |= notification.Payload == token;
        await ExecuteAsync(listener, $"LISTEN {Topic}", ct);
        // The sender's own session gets the notification too if it is the one that listens in truth.
        await ExecuteAsync(sender, $"NOTIFY {Topic}, '{token}'", ct);
        // Another node that starts now sends notifications of its own.
        while (!hasArrived && await listener.WaitAsync(s_patience, ct)) { }
        if (hasArrived)
            return;
        throw ConfigurationException.ForSetting(
            "ConnectionStrings__Portal",
            "between the portal and PostgreSQL is a connection pooler that pools transactions; let it pool sessions "
                + "(PgBouncer: pool_mode = session), or connect to PostgreSQL itself",
            "Host=db;Database=portal;Username=portal"
        );
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
