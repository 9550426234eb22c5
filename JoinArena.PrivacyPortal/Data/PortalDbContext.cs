using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The portal's only database context. It does not depend on any slice: entities are found by their configurations, and
/// each slice offers its sets as extension properties. Contexts are opened with
/// <c>IDbContextFactory&lt;PortalDbContext&gt;</c>, a short-lived one for each use case.
/// </summary>
public abstract class PortalDbContext(DbContextOptions options, WriteLock writeLock, ChangeFeed feed)
    : DbContext(options),
        IDataProtectionKeyContext
{
    private readonly List<string> _changed = [];
    private WriteTransaction? _write;

    /// <summary>
    /// The keys that protect cookies and forms. They are in the database so that all nodes share them, encrypted with the
    /// key of a file that is not.
    /// </summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>The change feed, for a writer that publishes the changes of many commits at once.</summary>
    public ChangeFeed Changes => feed;

    /// <summary>
    /// Publishes a change of <paramref name="subject"/> to open pages when this context's changes are committed.
    /// </summary>
    public void PublishChange(string subject) => _changed.Add(subject);

    /// <summary>
    /// Begins a transaction for several statements that belong together.
    /// <see cref="SaveChangesAsync(bool, CancellationToken)"/> then uses this transaction.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context already has a transaction.</exception>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken ct)
    {
        if (_write is not null)
            throw new InvalidOperationException("This context already has a transaction.");
        var turn = await writeLock.AcquireAsync(ct);
        try
        {
            return _write = new WriteTransaction(this, await Database.BeginTransactionAsync(ct), turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    /// <summary>Runs one statement under the write lock.</summary>
    public async Task<int> ExecuteSqlAsync(FormattableString sql, CancellationToken ct)
    {
        if (_write is not null)
            return await Database.ExecuteSqlInterpolatedAsync(sql, ct);
        using (await writeLock.AcquireAsync(ct))
            return await Database.ExecuteSqlInterpolatedAsync(sql, ct);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RejectRemovals();
        using var turn = _write is null ? writeLock.Acquire() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        RejectRemovals();
        if (_write is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (_changed.Count == 0)
        {
            using (await writeLock.AcquireAsync(cancellationToken))
                return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var write = await BeginWriteAsync(cancellationToken);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>
    /// Makes the transaction notify other nodes of these subjects when it is committed. Does nothing on SQLite, which
    /// has only one node.
    /// </summary>
    internal virtual Task NotifyOtherNodesAsync(IReadOnlyCollection<string> subjects, CancellationToken ct) =>
        Task.CompletedTask;

    internal Task SendChangesAsync(CancellationToken ct) => NotifyOtherNodesAsync(_changed, ct);

    internal void OnWriteEnded() => _write = null;

    internal async Task PublishChangesAsync()
    {
        if (_changed.Count == 0)
            return;
        string[] changed = [.. _changed];
        _changed.Clear();
        await feed.PublishAsync(changed);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        foreach (
            var property in modelBuilder
                .Model.GetEntityTypes()
                .Where(e => e.ClrType.IsAssignableTo(typeof(IAppendOnly)))
                .SelectMany(e => e.GetProperties())
        )
        {
            property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);

    private void RejectRemovals()
    {
        // Removals are already marked. Detecting other changes here would compare all entities a second time at each
        // save.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            if (ChangeTracker.Entries<IAppendOnly>().Any(e => e.State is EntityState.Deleted))
                throw new InvalidOperationException("Rows that are evidence cannot be removed.");
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }
}
