using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Data.Outbox;

/// <summary>A queue of jobs, and a handler that records what it is given.</summary>
public abstract class OutboxTestBase(TestDatabase database)
{
    protected TestDatabase Database { get; } = database;
    protected FakeTimeProvider Clock { get; } = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    protected async Task<int> CountAsync(string kind)
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Outbox.CountAsync(m => m.Kind == kind);
    }

    protected OutboxDispatchJob SweepWith(
        Recorder handler,
        IDbContextFactory<PortalDbContext>? contexts = null,
        IHostApplicationLifetime? lifetime = null
    )
    {
        handler.Kind = Kind;
        return new(contexts ?? Database.Contexts, [handler], Clock, NullLogger<OutboxDispatchJob>.Instance, lifetime);
    }

    // The tests of a class share a database: each has its own kind of job, so it does not find the jobs of another
    // test.
    protected string Kind { get; } = $"test-{Guid.NewGuid():N}";

    protected async Task<Guid> EnqueueAsync(string payload, DateTimeOffset? notBefore = null)
    {
        await using var db = Database.Contexts.CreateDbContext();
        await db.Outbox.Where(m => m.Kind != Kind).ExecuteDeleteAsync();
        db.Enqueue(Kind, payload, Clock.GetInstant(), notBefore);
        await db.SaveChangesAsync();
        return db.ChangeTracker.Entries<OutboxMessage>().Single().Entity.Id;
    }

    protected async Task<OutboxMessage> FindAsync(Guid id)
    {
        await using var db = Database.Contexts.CreateDbContext();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    /// <summary>A database that cannot be reached once.</summary>
    protected sealed class FaultyContextFactory(IDbContextFactory<PortalDbContext> contexts)
        : IDbContextFactory<PortalDbContext>
    {
        private readonly TaskCompletionSource _failed = new();
        private volatile bool _fails;

        /// <summary>Ends when it could not be reached.</summary>
        public Task HasFailed => _failed.Task;

        public void FailNext() => _fails = true;

        public PortalDbContext CreateDbContext()
        {
            if (!_fails)
                return contexts.CreateDbContext();
            _fails = false;
            _failed.SetResult();
            throw new TimeoutException("The database does not answer.");
        }
    }

    protected sealed class Recorder : IOutboxHandler
    {
        public ConcurrentQueue<string> Payloads { get; } = [];

        public bool Fails { get; set; }

        public Action? OnHandle { get; init; }

        public string Kind { get; set; } = "";

        public OutboxHandlerException? Fault { get; set; }

        public Func<PortalDbContext, Task>? OnGivenUp { get; set; }

        public Func<string, Task> Waits { get; init; } = _ => Task.CompletedTask;

        public Task OnGivenUpAsync(PortalDbContext db, Guid job, string payload, CancellationToken ct) =>
            OnGivenUp?.Invoke(db) ?? Task.CompletedTask;

        public async Task HandleAsync(Guid job, string payload, CancellationToken ct)
        {
            Payloads.Enqueue(payload);
            OnHandle?.Invoke();
            ct.ThrowIfCancellationRequested();
            await Waits(payload);
            if (Fault is { } fault)
                throw fault;
            if (Fails)
                throw new TimeoutException("no answer from ana@example.com");
        }
    }
}
