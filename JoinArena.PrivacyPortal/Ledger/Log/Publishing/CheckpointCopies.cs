using System.Text;
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
        lastCheckpoint.Replace(
            largest.Note,
            kept => key.VerifyCheckpoint(kept) is { IsSuccess: true, Value.Size: var size } && size < largest.Size
        );
        return true;
    }

    private async Task<SeenCheckpoint?> ReadAsync(Uri address, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(s_timeout);
        try
        {
            // As bytes: the text of an answer cannot be read if it names a character set that .NET does not know.
            var answer = await http.CreateClient(WitnessCosigningJob.Client).GetByteArrayAsync(address, late.Token);
            return Open(Encoding.UTF8.GetString(answer));
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Whatever is wrong with one place, the others are asked all the same.
            return null;
        }
    }

    private SeenCheckpoint? Open(string text)
    {
        if (key.OpenOwnCheckpoint(text) is not { } checkpoint)
            return null;
        // Without what others have added to it.
        var note = SignedNote.Parse(text).Value!;
        var ours = note.Signatures.Where(s => key.Verifiers.Any(s.IsBy));
        return new(checkpoint.Size, new SignedNote(note.Text, [.. ours]).ToString());
    }

    private sealed record SeenCheckpoint(long Size, string Note);
}
