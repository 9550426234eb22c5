using Microsoft.EntityFrameworkCore.Storage;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A transaction that holds the turn to write. Disposed without <see cref="CommitAsync"/>, it changes nothing.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly PortalDbContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly IDisposable? _turn;
    private bool _committed;

    internal WriteTransaction(PortalDbContext db, IDbContextTransaction transaction, IDisposable? turn) =>
        (_db, _transaction, _turn) = (db, transaction, turn);

    /// <summary>
    /// Makes it durable. Open pages are told when the turn has been passed on; those of other nodes by the commit
    /// itself.
    /// </summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await _db.SendChangesAsync(ct);
        await _transaction.CommitAsync(ct);
        _committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        _db.OnWriteEnded();
        _turn?.Dispose();
        if (_committed)
            await _db.PublishChangesAsync();
    }
}
