using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// The portal's one database context. It knows no slice: entities are found by their configurations, and each slice
/// offers its sets as extension
/// properties. Opened through <c>IDbContextFactory&lt;PortalDbContext&gt;</c>, one short-lived context a use case.
/// </summary>
public abstract class PortalDbContext(DbContextOptions options, WriteLock gate, ChangeFeed feed)
    : DbContext(options),
        IDataProtectionKeyContext
{
    private readonly List<string> _changed = [];
    private WriteTransaction? _write;

    /// <summary>The keys that protect cookies and forms; in the database so that several nodes share them.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Where changes are told, for a writer that tells of many commits at once.</summary>
    public ChangeFeed Changes => feed;

    /// <summary>Tells open pages about <paramref name="subject"/> once what this context holds is committed.</summary>
    public void PublishChange(string subject) => _changed.Add(subject);

    /// <summary>
    /// Begins a transaction for several statements that belong together;
    /// <see cref="SaveChangesAsync(bool, CancellationToken)"/> then takes part in it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The context is inside one already.</exception>
    public async Task<WriteTransaction> BeginWriteAsync(CancellationToken ct)
    {
        if (_write is not null)
            throw new InvalidOperationException("This context is writing already.");
        var turn = await gate.AcquireAsync(ct);
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

    /// <summary>Runs one statement, in its turn.</summary>
    public async Task<int> ExecuteSqlAsync(FormattableString sql, CancellationToken ct)
    {
        if (_write is not null)
            return await Database.ExecuteSqlInterpolatedAsync(sql, ct);
        using (await gate.AcquireAsync(ct))
            return await Database.ExecuteSqlInterpolatedAsync(sql, ct);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseRemovals();
        using var turn = _write is null ? gate.Acquire() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        RefuseRemovals();
        if (_write is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (_changed.Count == 0)
        {
            using (await gate.AcquireAsync(cancellationToken))
                return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await using var write = await BeginWriteAsync(cancellationToken);
        var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>
    /// Has the transaction tell other nodes of these subjects when it is committed; where one process is all there is,
    /// nobody.
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

    private void RefuseRemovals()
    {
        // Removals are marked when they are asked for; looking for other changes as well would cost every save a second
        // comparison.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            if (ChangeTracker.Entries<IAppendOnly>().Any(e => e.State is EntityState.Deleted))
                throw new InvalidOperationException("What is evidence is not removed.");
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }
}
