using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>
/// A small HTTP server on loopback that answers with the given bytes, even if they are not valid HTTP.
/// </summary>
internal sealed class RawHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _serving;

    /// <param name="answer">Receives the request's head and writes the answer.</param>
    public RawHost(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>
    /// Creates a server that gives these answers in turn and then repeats the last one. Each is a status line with
    /// headers, without the empty line at the end.
    /// </summary>
    public RawHost(params string[] answers)
        : this(InTurn(answers)) { }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"http://127.0.0.1:{Port}/hook");

    /// <summary>The heads of the requests it received.</summary>
    public ConcurrentQueue<string> RequestHeads { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _end.Dispose();
        _listener.Dispose();
    }

    private static Func<string, NetworkStream, CancellationToken, Task> InTurn(string[] answers)
    {
        var left = new ConcurrentQueue<string>(answers);
        return (_, stream, ct) =>
            stream
                .WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {TakeNext()}\r\nConnection: close\r\n\r\n"), ct)
                .AsTask();

        // The last answer is repeated.
        string TakeNext()
        {
            if (left.Count > 1 && left.TryDequeue(out var next))
                return next;
            return left.TryPeek(out var last) ? last : "204 No Content";
        }
    }

    private async Task ServeAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            RequestHeads.Enqueue(head);
            await _answer(head, stream, _end.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has closed the connection, or the test is over.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (
            !text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer, _end.Token) is > 0 and var read
        )
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
