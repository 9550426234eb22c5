using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

/// <summary>
/// A receiver of webhooks in another language, which checks each signature with the public Standard Webhooks library.
/// </summary>
internal sealed class ReceiverInNode : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> s_installed = new(() =>
        Task.Run(() =>
            NodeFolder.InstallAsync("JoinArena.PrivacyPortal.Tests", "Notifications", "Webhooks", "receiver")
        )
    );

    private readonly Process _node;
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly HttpClient _control = new();
    private readonly Task _listening;

    private ReceiverInNode(Process node, int port)
    {
        _node = node;
        Url = new($"http://127.0.0.1:{port}/");
        _listening = ListenAsync();
    }

    /// <summary>The address where it listens.</summary>
    public Uri Url { get; }

    /// <param name="secret">The secret with which it verifies signatures.</param>
    public static async Task<ReceiverInNode> StartAsync(string secret)
    {
        var start = new ProcessStartInfo(NodeFolder.Node, ["receiver.mjs", secret])
        {
            WorkingDirectory = await s_installed.Value,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = Process.Start(start)!;
        var first =
            await node.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The receiver did not start.");
        return new(node, (int)JsonNode.Parse(first)!["port"]!);
    }

    /// <summary>The next call it received, valid or not.</summary>
    public async Task<Call> WaitForCallAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _calls.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>Whether it has received a call that the test has not read.</summary>
    public bool HasUnreadCall => _calls.Reader.Count > 0;

    /// <summary>Sets the answer to the next calls whose signature is valid.</summary>
    public Task SetAnswerAsync(int status, int times = 1, object? headers = null) =>
        ControlAsync(
            "answer",
            new
            {
                status,
                times,
                headers,
            }
        );

    /// <summary>Moves its clock.</summary>
    public Task MoveClockAsync(TimeSpan offset) => ControlAsync("clock", new { offset = offset.TotalMilliseconds });

    /// <summary>Changes its secret.</summary>
    public Task UseSecretAsync(string secret) => ControlAsync("secret", new { secret });

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _listening;
        await _node.WaitForExitAsync();
        _node.Dispose();
        _control.Dispose();
    }

    private async Task ControlAsync(string what, object body)
    {
        using var answer = await _control.PostAsJsonAsync(new Uri(Url, what), body);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ListenAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
            _calls.Writer.TryWrite(JsonSerializer.Deserialize<Call>(line, JsonSerializerOptions.Web)!);
    }

    /// <summary>One call, as the receiver reports it.</summary>
    /// <param name="Verified">Whether the library accepted the signature.</param>
    /// <param name="Fault">Why the signature was not accepted; null if it was.</param>
    /// <param name="Status">The status it answered with.</param>
    internal sealed record Call(
        string Path,
        string Id,
        string ContentType,
        bool Verified,
        string? Fault,
        int Status,
        string Body
    )
    {
        /// <summary>The event it received.</summary>
        public JsonNode Event => JsonNode.Parse(Body)!;
    }
}
