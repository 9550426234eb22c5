using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// Asks each witness to cosign the checkpoint that is served, as soon as there is one it has not cosigned. Their
/// addresses are the operator's, so no address is forbidden.
/// </summary>
public sealed class WitnessCosigningJob(
    IDbContextFactory<PortalDbContext> contexts,
    LedgerLog log,
    WitnessOptions options,
    IHttpClientFactory http,
    TimeProvider clock,
    ILogger<WitnessCosigningJob> logger
) : IBackgroundJob
{
    /// <summary>Of the HTTP client it asks with.</summary>
    internal const string Client = "ledger-witnesses";

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(30);
    private readonly Dictionary<VerifierKey, DateTimeOffset> _askedInVain = [];

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
        var standing =
            await db.LogWitnesses.SingleOrDefaultAsync(w => w.Key == name, ct)
            ?? db.LogWitnesses.Add(new() { Key = name }).Entity;
        if (standing.CosignedSize == now.Size && standing.Line is not null)
            return;
        if (_askedInVain.TryGetValue(witness.Key, out var last) && clock.GetUtcNow() - last < s_again)
            return;

        var (before, answer) = (
            standing.Error,
            await AskAsync(witness, note, now, Math.Min(standing.KnownSize, now.Size), mayAskAgain: true, ct)
        );
        (standing.Error, standing.KnownSize) = (answer.Fault, answer.KnownSize ?? standing.KnownSize);
        if (answer.Cosignature is { } cosignature)
        {
            (standing.CosignedSize, standing.Line, standing.CosignedAt) = (
                now.Size,
                cosignature.Line.ToString(),
                cosignature.At
            );
        }

        await db.SaveChangesAsync(ct);

        if (answer.Fault is null)
            _askedInVain.Remove(witness.Key);
        else
            _askedInVain[witness.Key] = clock.GetUtcNow();
        if (answer.Fault is { } fault && fault != before)
        {
            logger.LogWarning(
                "The witness {Witness} has not cosigned the log of {Size} entries: {Fault}.",
                witness.Key.Name,
                now.Size,
                fault.ToKebabCase()
            );
        }
    }

    private async Task<Answer> AskAsync(
        KnownWitness witness,
        SignedNote note,
        Checkpoint now,
        long known,
        bool mayAskAgain,
        CancellationToken ct
    )
    {
        var request = new AddCheckpointRequest(known, await log.ProveConsistencyAsync(known, now.Size, ct), note);
        try
        {
            using var body = new StringContent(request.ToString(), Encoding.UTF8, "text/plain");
            using var answer = await http.CreateClient(Client)
                .PostAsync(new Uri(witness.Url, "add-checkpoint"), body, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Read(text, note, now, witness.Key),
                HttpStatusCode.Conflict when SizeIn(answer, text) is { } size && size != known && mayAskAgain => size
                > now.Size
                    ? new(CosigningError.SawMore)
                    : await AskAsync(witness, note, now, size, mayAskAgain: false, ct),
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

    private static Answer Read(string text, SignedNote note, Checkpoint now, VerifierKey witness)
    {
        foreach (var line in text.Split('\n'))
        {
            if (
                NoteSignature.TryParse(line, out var signature)
                && Cosignature.Open(signature, note.Text, witness) is { IsSuccess: true, Value: var cosignature }
            )
            {
                return new(null, now.Size, cosignature);
            }
        }

        return new(CosigningError.Unintelligible);
    }

    private static long? SizeIn(HttpResponseMessage answer, string text) =>
        answer.Content.Headers.ContentType?.MediaType == "text/x.tlog.size"
        && text.EndsWith('\n')
        && AddCheckpointRequest.TryParseSize(text[..^1], out var size)
            ? size
            : null;

    private sealed record Answer(CosigningError? Fault, long? KnownSize = null, Cosignature? Cosignature = null);
}
