using Microsoft.EntityFrameworkCore.Storage;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A transaction that holds the write lock. If it is disposed without <see cref="CommitAsync"/>, nothing is changed.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private readonly PortalDbContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly IDisposable? _turn;
    private bool _committed;

    internal WriteTransaction(PortalDbContext db, IDbContextTransaction transaction, IDisposable? turn)
    {
        _db = db;
        _transaction = transaction;
        _turn = turn;
    }

    /// <summary>
    /// Commits the transaction. Other nodes are notified by the commit itself; this node's open pages are notified on
    /// disposal, after the lock is released.
    /// </summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        await _db.SendChangesAsync(ct);
        await _transaction.CommitAsync(ct);
        _committed = true;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            // The lock is passed on whatever became of the transaction.
            _db.OnWriteEnded();
            _turn?.Dispose();
        }

        if (_committed)
            await _db.PublishChangesAsync();
    }
}
