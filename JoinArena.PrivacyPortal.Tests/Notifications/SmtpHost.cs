using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>A small mail server without TLS that stores the emails it receives.</summary>
internal sealed class SmtpHost : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<ReceivedMail> _taken = Channel.CreateUnbounded<ReceivedMail>();
    private readonly Task _serving;

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="address">The address to listen on; null for loopback.</param>
    public SmtpHost(int port = 0, IPAddress? address = null)
    {
        _listener = new(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its reply to MAIL FROM.</summary>
    public string AnswerToMail { get; set; } = "250 ok";

    /// <summary>A port on loopback on which nothing listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The next email accepted for a recipient.</summary>
    public async Task<ReceivedMail> WaitForMailToAsync(string address)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var delivery = await _taken.Reader.ReadAsync(timeout.Token);
            if (delivery.To.SequenceEqual([address]))
                return delivery;
        }
    }

    /// <summary>Whether it has accepted an email for a recipient that the test has not read.</summary>
    public bool HasMoreTo(string address)
    {
        while (_taken.Reader.TryRead(out var delivery))
        {
            if (delivery.To.Contains(address, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        // Stopped first, the listener could be asked for the next client after it.
        await _serving;
        _listener.Stop();
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var from = "";
        var to = new List<string>();
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250 test");
                    break;
                case "MAIL":
                    from = Between(line);
                    await writer.WriteLineAsync(AnswerToMail);
                    break;
                case "RCPT":
                    to.Add(Between(line));
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var text = await ReadDataAsync(reader);
                    using (var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text)))
                        _taken.Writer.TryWrite(new(from, to, text, await MimeMessage.LoadAsync(bytes, _end.Token)));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line and not ".")
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return text.ToString();
    }

    private static string Between(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}

/// <summary>An email, as the server received it.</summary>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Source, MimeMessage Message);
