using System.Net;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;

namespace JoinArena.PrivacyPortal.Ledger.Audit;

/// <summary>A log as its server gives it out: a portal's, or an exported folder's.</summary>
public sealed class RemoteLog(HttpClient http, Uri address) : ILogSource
{
    private readonly Uri _prefix =
        address.AbsolutePath == "/" ? new Uri(address, "/ledger/") : new Uri($"{address.AbsoluteUri.TrimEnd('/')}/");

    /// <inheritdoc />
    public Task<string?> ReadCheckpointAsync(CancellationToken ct) => TextAsync("checkpoint", ct);

    /// <summary>
    /// The key it says it signs with; null if it says none. Believed at one's own risk: whoever forges a log forges
    /// this too.
    /// </summary>
    public async Task<VerifierKey?> ReadClaimedKeyAsync(CancellationToken ct) =>
        VerifierKey.TryParse((await TextAsync("key", ct))?.Split('\n')[0], out var key) ? key : null;

    /// <inheritdoc />
    public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken ct)
    {
        if (await BytesAsync($"tile/{path}", ct) is { } exact)
            return exact;
        // A log may drop a partial tile once its full one is there.
        if (!path.IsPartial || await BytesAsync($"tile/{path with { Width = TilePath.Full }}", ct) is not { } full)
            return null;
        if (path.Level is not null)
            return full.Length == TilePath.Full * TreeHash.Length ? full[..(path.Width * TreeHash.Length)] : null;
        return EntryBundle.Parse(full, TilePath.Full) is { IsSuccess: true } entries
            ? EntryBundle.Serialize(entries.Value[..path.Width])
            : null;
    }

    private async Task<string?> TextAsync(string path, CancellationToken ct) =>
        await BytesAsync(path, ct) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private async Task<byte[]?> BytesAsync(string path, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(_prefix, path), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }
}
