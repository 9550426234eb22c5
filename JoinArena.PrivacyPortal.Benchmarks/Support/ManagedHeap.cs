using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>
/// The managed memory that another process still uses, after a collection of everything. The collection is asked for as
/// tools such as <c>dotnet-gcdump</c> do it: over the runtime's diagnostic socket. What is left is read from the process's
/// own metrics.
/// </summary>
/// <param name="process">The id of the process.</param>
/// <param name="metrics">Where it serves metrics for Prometheus.</param>
internal sealed partial class ManagedHeap(int process, Uri metrics)
{
    private const byte EventPipe = 2,
        CollectTracing = 3,
        Ok = 0xFF;
    private const uint BufferMegabytes = 16,
        NetTraceFormat = 1,
        Informational = 4;

    /// <summary>The keyword of the runtime's events at which it collects everything (<c>GCHeapCollect</c>).</summary>
    private const ulong CollectEverything = 0x80_0000;

    private const int HeaderLength = 20;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>The bytes in use after two collections; objects with finalizers only go with the second.</summary>
    public async Task<double> ReadAfterCollectionAsync(CancellationToken ct)
    {
        await CollectAsync(ct);
        await CollectAsync(ct);
        return await SumAsync("dotnet_gc_last_collection_heap_size_bytes", "", ct);
    }

    private async Task CollectAsync(CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(s_timeout);
        var before = await CountCollectionsAsync(late.Token);
        var folder = Environment.GetEnvironmentVariable("TMPDIR") ?? "/tmp";
        var path = Directory
            .GetFiles(folder, string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{process}-*-socket"))
            .Single();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), late.Token);
        await socket.SendAsync(CreateRequest(), late.Token);
        var answer = new byte[HeaderLength];
        await socket.ReceiveAsync(answer, late.Token);
        if (answer[16] != Ok || answer[17] != 0)
            throw new InvalidOperationException("The process does not take the request for a collection.");
        while (await CountCollectionsAsync(late.Token) == before)
            await Task.Delay(500, late.Token);
    }

    // The request and the strings in it: github.com/dotnet/diagnostics, documentation/design-docs/ipc-protocol.md.
    private static byte[] CreateRequest()
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writer.Write("DOTNET_IPC_V1\0"u8);
        writer.Write((ushort)0);
        writer.Write(EventPipe);
        writer.Write(CollectTracing);
        writer.Write((ushort)0);
        writer.Write(BufferMegabytes);
        writer.Write(NetTraceFormat);
        writer.Write(false);
        writer.Write(1);
        writer.Write(CollectEverything);
        writer.Write(Informational);
        foreach (var text in new[] { "Microsoft-Windows-DotNETRuntime\0", "\0" })
        {
            writer.Write(text.Length);
            writer.Write(Encoding.Unicode.GetBytes(text));
        }

        var request = body.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), (ushort)request.Length);
        return request;
    }

    private Task<double> CountCollectionsAsync(CancellationToken ct) =>
        SumAsync("dotnet_gc_collections_total", "gen2", ct);

    private async Task<double> SumAsync(string name, string label, CancellationToken ct)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(metrics, "/metrics"), ct);
        return Samples()
            .Matches(text)
            .Where(m => m.Groups["name"].Value == name)
            .Where(m => m.Groups["labels"].Value.Contains(label, StringComparison.Ordinal))
            .Sum(m => double.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(
        @"^(?<name>\w+)(?<labels>\{[^}]*\})? (?<value>[\d.eE+]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000
    )]
    private static partial Regex Samples();
}
