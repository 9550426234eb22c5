using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Benchmarks.Intake;

/// <summary>One stream of events, a line each, whose answers are read as they come.</summary>
internal static class EventStreamClient
{
    /// <summary>Sends every line and waits until each has been answered as accepted.</summary>
    /// <param name="perSecond">How many lines to send in a second; null for as many as are taken.</param>
    /// <returns>How long it took, and for each line how long its answer, in milliseconds.</returns>
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
        // In the words of HTTP/1.0 the answer comes as it is, not in chunks.
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/disclosures HTTP/1.0\r\nHost: {site.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: {lines.Sum(line => (long)line.Length)}\r\n\r\n"
            ),
            ct
        );
        var (sent, watch) = (new double[lines.Count], Stopwatch.StartNew());
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
        const int Most = 200;
        for (var at = 0; at < lines.Count; )
        {
            var due = perSecond is { } rate
                ? (int)Math.Min(lines.Count, watch.Elapsed.TotalSeconds * rate)
                : lines.Count;
            var count = Math.Min(Most, due - at);
            if (count <= 0)
            {
                await Task.Delay(1, ct);
                continue;
            }

            // Of a line that is sent late, since the portal would not take it, the wait begins when it was due.
            for (var i = at; i < at + count; i++)
                sent[i] = perSecond is { } pace ? i * 1000.0 / pace : watch.Elapsed.TotalMilliseconds;
            await socket.SendAsync([.. lines.Skip(at).Take(count).Select(line => new ArraySegment<byte>(line))]);
            at += count;
        }
    }

    private static async Task<double[]> ReadAsync(Socket socket, double[] sent, Stopwatch watch, CancellationToken ct)
    {
        var (waits, answered, buffer, filled, begun) = (new double[sent.Length], 0, new byte[64 * 1024], 0, false);
        while (answered < sent.Length)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (read == 0)
            {
                throw new InvalidOperationException(
                    $"The server hung up after {answered} answers: {Encoding.UTF8.GetString(buffer, 0, filled)}"
                );
            }

            filled += read;
            var (at, now) = (0, watch.Elapsed.TotalMilliseconds);
            if (!begun && buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is var head and >= 0)
                (begun, at) = (true, head + 4);
            while (begun && buffer.AsSpan(at, filled - at).IndexOf((byte)'\n') is var end and >= 0)
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
