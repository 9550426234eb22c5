using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// A load balancer without sticky sessions: each request goes to the next node, from any client.
/// </summary>
internal sealed class RoundRobinProxy : IDisposable
{
    private const int MaxHeadBytes = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri[] _nodes;
    private int _requests;

    public RoundRobinProxy(params Uri[] nodes)
    {
        _nodes = nodes;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Whether WebSockets get through.</summary>
    public bool TakesWebSockets { get; init; } = true;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It was disposed of.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var browser = client.GetStream();
                var head = await ReadHeadAsync(browser);
                var isWebSocket = head.Contains("\r\nUpgrade: websocket\r\n", StringComparison.OrdinalIgnoreCase);
                if (head.Length == 0 || (isWebSocket && !TakesWebSockets))
                    return;
                var node = _nodes[Interlocked.Increment(ref _requests) % _nodes.Length];
                using var server = new TcpClient();
                await server.ConnectAsync(node.Host, node.Port);
                await using var portal = server.GetStream();
                // One request a connection, so that the next one comes by itself.
                var asked = isWebSocket
                    ? head
                    : head.Replace(
                        "\r\nConnection: keep-alive\r\n",
                        "\r\nConnection: close\r\n",
                        StringComparison.Ordinal
                    );
                await portal.WriteAsync(Encoding.Latin1.GetBytes(asked));
                await Task.WhenAny(browser.CopyToAsync(portal), portal.CopyToAsync(browser));
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // The browser or the node has gone.
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < MaxHeadBytes && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                return head.ToString();
        }

        return "";
    }
}
