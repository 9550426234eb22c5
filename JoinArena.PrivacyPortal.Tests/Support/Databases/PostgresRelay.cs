using System.Net.Sockets;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>A way to a PostgreSQL that can be cut, so that the server seems to be down for one portal alone.</summary>
internal sealed class PostgresRelay : IDisposable
{
    private const string SocketName = ".s.PGSQL.5432";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-relay-");
    private readonly UnixDomainSocketEndPoint _target;
    private readonly List<Socket> _open = [];
    private Socket? _listener;

    /// <param name="connectionString">The database.</param>
    public PostgresRelay(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        _target = new(Path.Combine(server.Host!, SocketName));
        server.Host = _directory.FullName;
        ConnectionString = server.ConnectionString;
        Restore();
    }

    /// <summary>Leads to the database by way of it.</summary>
    public string ConnectionString { get; }

    private string SocketFile => Path.Combine(_directory.FullName, SocketName);

    /// <summary>Cuts all connections and takes no new ones.</summary>
    public void Cut()
    {
        lock (_open)
        {
            _listener?.Dispose();
            _listener = null;
            File.Delete(SocketFile);
            foreach (var socket in _open)
                socket.Dispose();
            _open.Clear();
        }
    }

    public void Restore()
    {
        lock (_open)
        {
            _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(SocketFile));
            _listener.Listen();
            _ = AcceptAsync(_listener);
        }
    }

    public void Dispose()
    {
        Cut();
        _directory.Delete(recursive: true);
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(_target);
                lock (_open)
                    _open.AddRange([client, server]);
                _ = CopyAsync(client, server);
                _ = CopyAsync(server, client);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            // It was cut.
        }
    }
}
