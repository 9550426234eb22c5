using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>
/// A connection that is kept open, on a plain socket. What the client costs slows the portal and its baseline alike, and
/// should be little.
/// </summary>
internal sealed class KeepAliveConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<KeepAliveConnection> OpenAsync(Uri site, CancellationToken ct)
    {
        var connection = new KeepAliveConnection();
        await connection._socket.ConnectAsync(site.Host, site.Port, ct);
        return connection;
    }

    /// <summary>The bytes of a request.</summary>
    /// <param name="more">Further header lines, each with its end.</param>
    public static byte[] BuildPost(Uri site, string key, string type, byte[] body, string more = "") =>
        [
            .. Encoding.ASCII.GetBytes(
                $"POST /api/v1/disclosures HTTP/1.1\r\nHost: {site.Authority}\r\nAuthorization: Bearer {key}\r\n"
                    + $"Content-Type: {type}\r\n{more}Content-Length: {body.Length}\r\n\r\n"
            ),
            .. body,
        ];

    /// <summary>Sends a request and waits for its answer, which must be 200.</summary>
    /// <param name="expected">What the answer must contain.</param>
    public async Task SendAsync(byte[] request, byte[] expected, CancellationToken ct)
    {
        await _socket.SendAsync(request, ct);
        var filled = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled), ct);
            if (read == 0)
                throw new InvalidOperationException("The server closed the connection.");
            filled += read;
        } while (!IsComplete(_buffer.AsSpan(0, filled)));

        var answer = _buffer.AsSpan(0, filled);
        if (!answer.StartsWith("HTTP/1.1 200 "u8) || answer.IndexOf(expected) < 0)
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        return head >= 0
            && (
                answer.EndsWith("\r\n0\r\n\r\n"u8)
                || (head == answer.Length - 4 && answer.IndexOf("Content-Length: 0\r\n"u8) > 0)
            );
    }
}
