using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Witnesses;

namespace JoinArena.PrivacyPortal.Ledger.Log.Publishing;

/// <summary>
/// Where the checkpoint that was signed last can be read apart from this node: at the log's witnesses, and at copies of
/// the log that the settings name. It counts only with a signature of this log's keys, so no place can make one up.
/// </summary>
/// <param name="addresses">The addresses of the checkpoints, outside this portal.</param>
public sealed class CheckpointCopies(
    IReadOnlyList<Uri> addresses,
    PortalKey key,
    LastCheckpointFile lastCheckpoint,
    IHttpClientFactory http
)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>The addresses that are asked.</summary>
    public IReadOnlyList<Uri> Addresses => addresses;

    /// <summary>
    /// Asks all of them at once. The largest checkpoint replaces the one in the file if that is smaller, or if there is
    /// no file.
    /// </summary>
    /// <returns>Whether at least one of them has a checkpoint of this log.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        var copies = await Task.WhenAll(addresses.Select(address => ReadAsync(address, ct)));
        if (copies.OfType<SeenCheckpoint>().MaxBy(copy => copy.Size) is not { } largest)
            return false;
        // A file that is not readable, or of another log, is a matter for a person.
        if (
            lastCheckpoint.Read() is not { } kept
            || (key.VerifyCheckpoint(kept) is { IsSuccess: true, Value.Size: var size } && size < largest.Size)
        )
        {
            lastCheckpoint.Write(largest.Note);
        }

        return true;
    }

    private async Task<SeenCheckpoint?> ReadAsync(Uri address, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(s_timeout);
        try
        {
            return Open(await http.CreateClient(WitnessCosigningJob.Client).GetStringAsync(address, late.Token));
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException or IOException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private SeenCheckpoint? Open(string text)
    {
        if (
            key.VerifyCheckpoint(text) is not { IsSuccess: true, Value: var checkpoint }
            || !string.Equals(checkpoint.Origin, key.Origin, StringComparison.Ordinal)
        )
        {
            return null;
        }

        // Without what others have added to it.
        var note = SignedNote.Parse(text).Value!;
        var ours = note.Signatures.Where(s => key.Verifiers.Any(s.IsBy));
        return new(checkpoint.Size, new SignedNote(note.Text, [.. ours]).ToString());
    }

    private sealed record SeenCheckpoint(long Size, string Note);
}
