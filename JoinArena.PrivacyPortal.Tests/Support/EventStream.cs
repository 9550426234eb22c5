using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>
/// A caller that sends one event a line and reads the answers meanwhile, which HttpClient does not do over HTTP/1.1: a
/// socket, and chunks both ways.
/// </summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly List<byte> _body = [];
    private readonly List<string> _headers = [];
    private Stream _stream = Stream.Null;

    private EventStream() { }

    /// <summary>Opens a stream; nothing is answered before the first line is.</summary>
    /// <param name="receiveBuffer">How much the caller's socket takes without being read; null for the usual.</param>
    public static async Task<EventStream> OpenAsync(Uri portal, string key, int? receiveBuffer = null)
    {
        var caller = new EventStream();
        if (receiveBuffer is { } size)
            caller._tcp.ReceiveBufferSize = size;
        await caller._tcp.ConnectAsync(portal.Host, portal.Port);
        caller._stream = caller._tcp.GetStream();
        await caller.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/disclosures HTTP/1.1\r\nHost: {portal.Authority}\r\nAuthorization: Bearer {key}\r\n"
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
        );
        var status = await caller.HeaderAsync();
        while (await caller.HeaderAsync() is { Length: > 0 } header)
            caller._headers.Add(header);
        status.ShouldBe("HTTP/1.1 200 OK");
        return caller;
    }

    /// <summary>The headers of the answer.</summary>
    public IReadOnlyList<string> Headers => _headers;

    /// <summary>Sends text as it is.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends an event and the end of its line.</summary>
    public Task SendAsync(JsonObject line) => SendAsync(line.ToJsonString() + "\n");

    public async Task SendAsync(byte[] bytes)
    {
        await WriteAsync([
            .. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)),
            .. "\r\n"u8,
            .. bytes,
            .. "\r\n"u8,
        ]);
    }

    /// <summary>Says that no more lines come.</summary>
    public Task EndAsync() => WriteAsync("0\r\n\r\n"u8.ToArray());

    /// <summary>The next answer; null at the end.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<JsonNode?> ReadAnswerAsync()
    {
        int end;
        while ((end = _body.IndexOf((byte)'\n')) < 0)
        {
            var length = int.Parse(await HeaderAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var chunk = new byte[length + 2];
            await _stream.ReadExactlyAsync(chunk);
            if (length == 0)
                return null;
            _body.AddRange(chunk.AsSpan(0, length));
        }

        var line = Encoding.UTF8.GetString([.. _body[..end]]);
        _body.RemoveRange(0, end + 1);
        return JsonNode.Parse(line);
    }

    /// <summary>Every answer until the end.</summary>
    public async Task<List<JsonNode>> ReadRemainingAnswersAsync()
    {
        var answers = new List<JsonNode>();
        while (await ReadAnswerAsync() is { } answer)
            answers.Add(answer);
        return answers;
    }

    /// <summary>Hangs up in the middle of whatever it is saying.</summary>
    public void Abort()
    {
        _tcp.Client.LingerState = new(true, 0);
        _tcp.Close();
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WriteAsync(byte[] bytes)
    {
        await _stream.WriteAsync(bytes);
        await _stream.FlushAsync();
    }

    private async Task<string> HeaderAsync()
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            await _stream.ReadExactlyAsync(one);
            if (one[0] == '\n')
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
    }
}
