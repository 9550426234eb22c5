using System.Net.Sockets;
using System.Text;
using JoinArena.PrivacyPortal.Benchmarks.Support;

namespace JoinArena.PrivacyPortal.Benchmarks;

/// <summary>
/// How many visitors a second can read the policy, against Kestrel serving the same bytes as a file.
/// </summary>
internal static class PolicyPageBenchmark
{
    private const int Connections = 32;
    private const int Rounds = 5;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(CancellationToken ct)
    {
        using var workspace = new PublishWorkspace();
        var portal = await workspace.PublishPortalAsync(ct);
        await using var ours = await portal.StartAsync("/policy", ct);
        using var http = new HttpClient { BaseAddress = ours.Address };
        var page = await http.GetByteArrayAsync(new Uri("/policy", UriKind.Relative), ct);
        var files = await workspace.PublishFileServerAsync("policy.html", page, ct);
        await using var baseline = await files.StartAsync("/policy.html", ct);

        // Both are warmed up before either counts. Then they alternate, so that other load on the machine slows both.
        await LoadAsync(ours.Address, "/policy", page.Length, ct);
        await LoadAsync(baseline.Address, "/policy.html", page.Length, ct);
        var policy = new List<double>();
        var file = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            policy.Add(await LoadAsync(ours.Address, "/policy", page.Length, ct));
            file.Add(await LoadAsync(baseline.Address, "/policy.html", page.Length, ct));
        }

        new BenchmarkResult(
            $"GET /policy by visitors without a session, {page.Length} bytes, {Connections} connections, median",
            "requests/s",
            BenchmarkResult.Quantile(policy, 0.5),
            BenchmarkResult.Quantile(file, 0.5)
        ).Print();
    }

    /// <returns>Answers a second.</returns>
    private static async Task<double> LoadAsync(Uri site, string path, int length, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(_ => Task.Run(() => ReadAsync(site, path, length, watch, end.Token), end.Token))
        );
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    // Plain sockets: what the client costs slows both servers, and should be little.
    private static async Task<int> ReadAsync(
        Uri site,
        string path,
        int length,
        System.Diagnostics.Stopwatch watch,
        CancellationToken ct
    )
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(site.Host, site.Port, ct);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {site.Authority}\r\n\r\n");
        var buffer = new byte[64 * 1024];
        var count = 0;
        while (watch.Elapsed < s_round)
        {
            await socket.SendAsync(request, ct);
            var filled = 0;
            var whole = int.MaxValue;
            while (filled < whole)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
                if (read == 0)
                    throw new InvalidOperationException($"{path}: the server closed the connection.");
                filled += read;
                var head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (head >= 0 && whole == int.MaxValue)
                {
                    whole = buffer.AsSpan().StartsWith("HTTP/1.1 200 "u8)
                        ? head + 4 + length
                        : throw new InvalidOperationException(
                            $"{path} answered {Encoding.ASCII.GetString(buffer, 0, head)}"
                        );
                }
            }

            count++;
        }

        return count;
    }
}
