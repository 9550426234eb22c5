using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// Asks each witness to cosign the published checkpoint as soon as there is one that it has not cosigned. The operator
/// sets the witnesses' addresses, so all addresses are allowed.
/// </summary>
public sealed class WitnessCosigningJob(
    IDbContextFactory<PortalDbContext> contexts,
    LedgerLog log,
    WitnessOptions options,
    CheckpointCopies copies,
    IHttpClientFactory http,
    TimeProvider clock,
    ILogger<WitnessCosigningJob> logger
) : IBackgroundJob
{
    /// <summary>The name of the HTTP client.</summary>
    internal const string Client = "ledger-witnesses";

    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(30);
    private readonly Dictionary<VerifierKey, DateTimeOffset> _failedAt = [];

    public async Task RunAsync(CancellationToken ct)
    {
        if (
            options.Witnesses.Count == 0
            || await log.ReadCheckpointAsync(ct) is not { } served
            || Checkpoint.Open(served, log.Key) is not { IsSuccess: true, Value: var checkpoint }
        )
        {
            return;
        }

        var note = SignedNote.Parse(served).Value!;
        await Task.WhenAll(options.Witnesses.Select(witness => AskAsync(witness, note, checkpoint, ct)));
    }

    private async Task AskAsync(KnownWitness witness, SignedNote note, Checkpoint now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = witness.Key.ToString();
        var state =
            await db.LogWitnesses.SingleOrDefaultAsync(w => w.Key == name, ct)
            ?? db.LogWitnesses.Add(new() { Key = name }).Entity;
        if (state.CosignedSize == now.Size && state.Line is not null)
            return;
        if (_failedAt.TryGetValue(witness.Key, out var last) && clock.GetUtcNow() - last < s_retryInterval)
            return;

        var errorBefore = state.Error;
        var answer = await AskAsync(
            witness,
            new(note, now),
            Math.Min(state.KnownSize, now.Size),
            mayAskAgain: true,
            ct
        );
        state.Error = answer.Error;
        state.KnownSize = answer.KnownSize ?? state.KnownSize;
        if (answer.Cosignature is { } cosignature)
        {
            state.CosignedSize = now.Size;
            state.Line = cosignature.Line.ToString();
            state.CosignedAt = cosignature.At;
        }

        await db.SaveChangesAsync(ct);
        if (answer.Error is null)
            _failedAt.Remove(witness.Key);
        else
            _failedAt[witness.Key] = clock.GetUtcNow();
        if (answer.Error is { } error && error != errorBefore)
        {
            logger.LogWarning(
                "The witness {Witness} has not cosigned the checkpoint of {Size} entries: {Error}.",
                witness.Key.Name,
                now.Size,
                error.ToKebabCase()
            );
        }

        // If it can show what it saw, this node signs nothing against it.
        if (answer.Error is CosigningError.SawMore)
            await copies.TakeAsync(ct);
    }

    private async Task<Answer> AskAsync(
        KnownWitness witness,
        SignedCheckpointNote checkpoint,
        long known,
        bool mayAskAgain,
        CancellationToken ct
    )
    {
        var (note, now) = checkpoint;
        var request = new AddCheckpointRequest(known, await log.ProveConsistencyAsync(known, now.Size, ct), note);
        try
        {
            using var body = new StringContent(request.ToString(), Encoding.UTF8, "text/plain");
            using var answer = await http.CreateClient(Client)
                .PostAsync(new Uri(witness.Url, "add-checkpoint"), body, ct);
            // As bytes, whatever character set it names.
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => ReadCosignature(text, checkpoint, witness.Key),
                HttpStatusCode.Conflict when ReadSize(answer, text) is { } size && size != known && mayAskAgain => size
                > now.Size
                    ? new(CosigningError.SawMore)
                    : await AskAsync(witness, checkpoint, size, mayAskAgain: false, ct),
                HttpStatusCode.NotFound => new(CosigningError.UnknownLog),
                HttpStatusCode.Forbidden => new(CosigningError.UntrustedKey),
                HttpStatusCode.UnprocessableEntity => new(CosigningError.Inconsistent, known),
                _ => new(CosigningError.Unintelligible),
            };
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException or IOException && !ct.IsCancellationRequested)
        {
            return new(CosigningError.Unreachable);
        }
    }

    private static Answer ReadCosignature(string text, SignedCheckpointNote checkpoint, VerifierKey witness)
    {
        foreach (var line in text.Split('\n'))
        {
            if (
                NoteSignature.TryParse(line, out var signature)
                && Cosignature.Open(signature, checkpoint.Note.Text, witness)
                    is { IsSuccess: true, Value: var cosignature }
            )
            {
                return new(null, checkpoint.Content.Size, cosignature);
            }
        }

        return new(CosigningError.Unintelligible);
    }

    private static long? ReadSize(HttpResponseMessage answer, string text) =>
        answer.Content.Headers.ContentType?.MediaType == "text/x.tlog.size"
        && text.EndsWith('\n')
        && AddCheckpointRequest.TryParseSize(text[..^1], out var size)
            ? size
            : null;

    private sealed record SignedCheckpointNote(SignedNote Note, Checkpoint Content);

    private sealed record Answer(CosigningError? Error, long? KnownSize = null, Cosignature? Cosignature = null);
}
