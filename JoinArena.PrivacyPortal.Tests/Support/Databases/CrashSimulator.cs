using System.Data.Common;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Support.Databases;

/// <summary>
/// How long a process lives: until its given commit, which it either still makes or not any more. After that nothing it
/// had begun comes to anything: no
/// transaction commits, no context opens, and code that asks whether it is alive is stopped.
/// </summary>
/// <param name="commits">At which of its commits it ends, from 1; null lives on.</param>
/// <param name="after">Whether that commit is still made, and only what follows it is lost.</param>
internal sealed class CrashSimulator(int? commits = null, bool after = false) : DbTransactionInterceptor, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private int _commits;
    private DbTransaction? _last;

    /// <summary>Cancelled when it ends.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether it has ended.</summary>
    public bool HasCrashed => _end.IsCancellationRequested;

    /// <summary>Stops code that must not go on.</summary>
    /// <exception cref="OperationCanceledException">It has ended.</exception>
    public void ThrowIfCrashed() => _end.Token.ThrowIfCancellationRequested();

    /// <summary>Ends it now.</summary>
    public void Crash() => _end.Cancel();

    /// <summary>Opens contexts as this process does: behind a gate of its own.</summary>
    public IDbContextFactory<PortalDbContext> CreateContextFactory(DatabaseSettings settings) =>
        new Contexts(settings, this);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (Interlocked.Increment(ref _commits) == commits)
        {
            _last = transaction;
            if (!after)
                _end.Cancel();
        }

        ThrowIfCrashed();
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (ReferenceEquals(transaction, _last))
            _end.Cancel();
        ThrowIfCrashed();
        return Task.CompletedTask;
    }

    public void Dispose() => _end.Dispose();

    private sealed class Contexts : IDbContextFactory<PortalDbContext>
    {
        private readonly CrashSimulator _life;
        private readonly WriteLock _gate;
        private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);
        private readonly DbContextOptions<SqlitePortalDbContext>? _sqlite;
        private readonly DbContextOptions<PostgresPortalDbContext>? _postgres;

        public Contexts(DatabaseSettings settings, CrashSimulator life)
        {
            _life = life;
            _gate = new(isOpen: settings.Provider is not DatabaseProvider.Sqlite);
            if (settings.Provider is DatabaseProvider.Sqlite)
            {
                _sqlite = new DbContextOptionsBuilder<SqlitePortalDbContext>()
                    .UseSqlite(settings.ConnectionString)
                    .AddInterceptors(life)
                    .Options;
            }
            else
            {
                _postgres = new DbContextOptionsBuilder<PostgresPortalDbContext>()
                    .UseNpgsql(settings.ConnectionString)
                    .AddInterceptors(life)
                    .Options;
            }
        }

        public PortalDbContext CreateDbContext()
        {
            _life.ThrowIfCrashed();
            return _sqlite is not null
                ? new SqlitePortalDbContext(_sqlite, _gate, _feed)
                : new PostgresPortalDbContext(_postgres!, _gate, _feed);
        }
    }
}
