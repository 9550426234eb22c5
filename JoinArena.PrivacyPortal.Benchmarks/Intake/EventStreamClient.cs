using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>Sends a stream of events, one a line, and reads the answers as they come.</summary>
internal static class EventStreamClient
{
    /// <summary>Sends every line and waits until each has been answered as accepted.</summary>
    /// <param name="perSecond">How many lines to send a second; null for as many as the portal accepts.</param>
    /// <returns>How long it took in all, and how long each line waited for its answer, in milliseconds.</returns>
    public static async Task<(TimeSpan Time, double[] Waits)> SendAsync(
        Uri site,
        string key,
        IReadOnlyList<byte[]> lines,
        int? perSecond,
        CancellationToken ct
    )
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(site.Host, site.Port, ct);
        // An answer to HTTP/1.0 is not chunked.
        var head =
            $"POST /api/v1/disclosures HTTP/1.0\r\nHost: {site.Authority}\r\nAuthorization: Bearer {key}\r\n"
            + "Content-Type: application/x-ndjson\r\n"
            + $"Content-Length: {lines.Sum(line => (long)line.Length)}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), ct);
        var sent = new double[lines.Count];
        var watch = Stopwatch.StartNew();
        var sending = SendLinesAsync(socket, lines, perSecond, sent, watch, ct);
        var waits = await ReadAsync(socket, sent, watch, ct);
        await sending;
        return (watch.Elapsed, waits);
    }

    private static async Task SendLinesAsync(
        Socket socket,
        IReadOnlyList<byte[]> lines,
        int? perSecond,
        double[] sent,
        Stopwatch watch,
        CancellationToken ct
    )
    {
        const int MaxLines = 200;
        for (var at = 0; at < lines.Count; )
        {
            var due = perSecond is { } rate
                ? (int)Math.Min(lines.Count, watch.Elapsed.TotalSeconds * rate)
                : lines.Count;
            var count = Math.Min(MaxLines, due - at);
            if (count <= 0)
            {
                await Task.Delay(1, ct);
                continue;
            }

            // A line that is sent late, because the portal did not accept it, waits from when it was due.
            for (var i = at; i < at + count; i++)
                sent[i] = perSecond is { } pace ? i * 1000.0 / pace : watch.Elapsed.TotalMilliseconds;
            await socket.SendAsync([.. lines.Skip(at).Take(count).Select(line => new ArraySegment<byte>(line))]);
            at += count;
        }
    }

    private static async Task<double[]> ReadAsync(Socket socket, double[] sent, Stopwatch watch, CancellationToken ct)
    {
        var waits = new double[sent.Length];
        var answered = 0;
        var buffer = new byte[64 * 1024];
        var filled = 0;
        var isPastHead = false;
        while (answered < sent.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (read == 0)
            {
                throw new InvalidOperationException(
                    $"The server closed the connection after {answered} answers: {Encoding.UTF8.GetString(buffer, 0, filled)}"
                );
            }

            filled += read;
            var at = 0;
            var now = watch.Elapsed.TotalMilliseconds;
            if (!isPastHead && buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is var head and >= 0)
            {
                isPastHead = true;
                at = head + 4;
            }

            while (isPastHead && buffer.AsSpan(at, filled - at).IndexOf((byte)'\n') is var end and >= 0)
            {
                var line = buffer.AsSpan(at, end);
                if (line.IndexOf("\"accepted\""u8) < 0)
                    throw new InvalidOperationException($"Line {answered}: {Encoding.UTF8.GetString(line)}");
                waits[answered] = now - sent[answered];
                answered++;
                at += end + 1;
            }

            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
        }

        return waits;
    }
}
