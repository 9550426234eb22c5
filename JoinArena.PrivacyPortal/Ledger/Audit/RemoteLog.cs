using System.Net;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>A log on a web server: a portal's, or an exported folder.</summary>
public sealed class RemoteLog(HttpClient http, Uri address) : ILogSource
{
    private readonly Uri _prefix =
        address.AbsolutePath == "/" ? new Uri(address, "/ledger/") : new Uri($"{address.AbsoluteUri.TrimEnd('/')}/");

    /// <inheritdoc />
    public Task<string?> ReadCheckpointAsync(CancellationToken ct) => GetTextAsync("checkpoint", ct);

    /// <summary>
    /// The verifier key that the log's server publishes; null if it publishes none. It proves little: a person who
    /// forges a log also forges its key.
    /// </summary>
    public async Task<VerifierKey?> ReadClaimedKeyAsync(CancellationToken ct) =>
        VerifierKey.TryParse((await GetTextAsync("key", ct))?.Split('\n')[0], out var key) ? key : null;

    /// <inheritdoc />
    public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct)
    {
        if (await GetBytesAsync($"tile/{path}", ct) is { } exact)
            return exact;
        // A log may drop a partial tile when the full one exists.
        if (!path.IsPartial || await GetBytesAsync($"tile/{path with { Width = TilePath.Full }}", ct) is not { } full)
            return null;
        if (path.Level is not null)
            return full.Length == TilePath.Full * TreeHash.Length ? full[..(path.Width * TreeHash.Length)] : null;
        return EntryBundle.Parse(full, TilePath.Full) is { IsSuccess: true } entries
            ? EntryBundle.Serialize(entries.Value[..path.Width])
            : null;
    }

    private async Task<string?> GetTextAsync(string path, CancellationToken ct) =>
        await GetBytesAsync(path, ct) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private async Task<byte[]?> GetBytesAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(_prefix, path), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }
}
