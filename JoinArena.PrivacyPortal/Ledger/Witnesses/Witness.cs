using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// Cosigns the checkpoints of other portals' logs (C2SP tlog-witness). Each checkpoint must continue the one cosigned
/// before.
/// </summary>
public sealed class Witness(
    IDbContextFactory<PortalDbContext> contexts,
    WitnessOptions options,
    WitnessKey key,
    TimeProvider clock
)
{
    /// <summary>The public key that verifies the cosignatures.</summary>
    public VerifierKey Verifier => key.Verifier;

    /// <summary>Cosigns a checkpoint if it is from a known log and continues the one cosigned last.</summary>
    public async Task<Result<Cosignature, AddCheckpointError>> AddCheckpointAsync(string body, CancellationToken ct)
    {
        if (
            AddCheckpointRequest.Parse(body) is not { } request
            || Checkpoint.Parse(request.Checkpoint.Text) is not { IsSuccess: true, Value: var now }
        )
        {
            return AddCheckpointError.Malformed;
        }

        var trusted = options.Logs.Where(log => string.Equals(log.Name, now.Origin, StringComparison.Ordinal)).ToList();
        if (trusted.Count == 0)
            return AddCheckpointError.UnknownLog;
        if (request.Checkpoint.VerifySignatures(trusted) is not { IsSuccess: true, Value: var signers })
            return AddCheckpointError.NotSigned;
        if (request.OldSize > now.Size)
            return AddCheckpointError.OldIsLarger;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var known = await db.WitnessedLogs.AsNoTracking().SingleOrDefaultAsync(l => l.Origin == now.Origin, ct);
        if (request.OldSize != (known?.Size ?? 0))
            return AddCheckpointError.OtherSize(known?.Size ?? 0);
        if (Proof.VerifyConsistency(request.OldSize, now.Size, GetRoot(known), now.Root, request.Proof) is not null)
            return AddCheckpointError.Inconsistent;

        var cosignature = Cosignature.Sign(request.Checkpoint.Text, key, clock.GetUtcNow());
        // Only signatures by trusted keys are stored and passed on.
        var lines = request.Checkpoint.Signatures.Where(s => signers.Any(s.IsBy)).Append(cosignature.Line);
        var cosigned = new WitnessedLog
        {
            Origin = now.Origin,
            Size = now.Size,
            Root = now.Root.ToString(),
            Note = new SignedNote(request.Checkpoint.Text, [.. lines]).ToString(),
            CosignedAt = cosignature.At,
        };
        if (!await TrySaveAsync(db, known, cosigned, ct))
            return await ConflictAsync(db, now.Origin, ct);
        await write.CommitAsync(ct);
        return cosignature;
    }

    /// <summary>The latest cosigned checkpoint of the log whose name has this SHA-256; null if there is none.</summary>
    /// <param name="hash">The SHA-256 of the log's name, in lower-case hexadecimal.</param>
    public async Task<string?> FindCheckpointAsync(string hash, CancellationToken ct)
    {
        var origin = options
            .Logs.Select(log => log.Name)
            .FirstOrDefault(name => string.Equals(WitnessedLog.HashName(name), hash, StringComparison.Ordinal));
        if (origin is null)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.WitnessedLogs.Where(l => l.Origin == origin).Select(l => l.Note).SingleOrDefaultAsync(ct);
    }

    // Saves only if the row is still as it was read: of two requests with the same old size, only one succeeds.
    private static async Task<bool> TrySaveAsync(
        PortalDbContext db,
        WitnessedLog? known,
        WitnessedLog cosigned,
        CancellationToken ct
    )
    {
        if (known is not null)
        {
            return await db
                    .WitnessedLogs.Where(l => l.Origin == known.Origin && l.Size == known.Size && l.Root == known.Root)
                    .ExecuteUpdateAsync(
                        l =>
                            l.SetProperty(x => x.Size, cosigned.Size)
                                .SetProperty(x => x.Root, cosigned.Root)
                                .SetProperty(x => x.Note, cosigned.Note)
                                .SetProperty(x => x.CosignedAt, cosigned.CosignedAt),
                        ct
                    ) == 1;
        }

        db.WitnessedLogs.Add(cosigned);
        try
        {
            return await db.SaveChangesAsync(ct) == 1;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    // The transaction may be unusable, so the size that the other request has saved is read outside it.
    private async Task<AddCheckpointError> ConflictAsync(PortalDbContext lost, string origin, CancellationToken ct)
    {
        await lost.Database.RollbackTransactionAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return AddCheckpointError.OtherSize(
            await db.WitnessedLogs.Where(l => l.Origin == origin).Select(l => l.Size).SingleAsync(ct)
        );
    }

    private static TreeHash GetRoot(WitnessedLog? known) =>
        known is null || !TreeHash.TryParse(known.Root, out var root) ? TreeHash.Empty : root;
}
