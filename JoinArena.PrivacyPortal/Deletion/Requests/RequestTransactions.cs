using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.GroupCommit;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// The only way a request is changed: lock, load, change, announce, save, commit, and again on conflict. The row, its
/// entries in the ledger and the jobs that follow are committed together or not at all.
/// </summary>
public sealed class RequestTransactions(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MaxAttempts = 4;

    private readonly RequestTransactionGroups _groups = new(contexts);
    private readonly Lazy<bool> _isGrouped = new(() => HasOneWriter(contexts));

    /// <summary>Changes the one request that matches; an error changes nothing.</summary>
    /// <param name="which">The request, by its number.</param>
    /// <param name="notFound">The error when no request matches.</param>
    /// <param name="change">Changes the locked request, loaded with all its tasks; null for done.</param>
    /// <param name="ct">Cancels the change before it is committed.</param>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, TError>> ChangeAsync<TError>(
        Expression<Func<DeletionRequest, bool>> which,
        TError notFound,
        Func<PortalDbContext, DeletionRequest, Task<TError?>> change,
        CancellationToken ct
    )
        where TError : struct, Enum
    {
        return RunAsync(ChangeOnceAsync, ct);

        async Task<Result<string, TError>> ChangeOnceAsync(RequestTransaction transaction)
        {
            var request = await transaction.LoadAsync(which, ct);
            if (request is null)
                return notFound;
            if (await change(transaction.Db, request) is { } error)
                return error;

            await transaction.CommitAsync(ct);
            return request.Number;
        }
    }

    /// <summary>Changes the request of a task; an error changes nothing.</summary>
    /// <param name="taskId">One of the request's tasks.</param>
    /// <param name="notFound">The error when there is no such task.</param>
    /// <param name="change">
    /// Changes the task or its locked request, loaded with all its tasks; null for done.
    /// </param>
    /// <param name="ct">Cancels the change before it is committed.</param>
    /// <returns>The number of the request.</returns>
    public Task<Result<string, TError>> ChangeByTaskAsync<TError>(
        Guid taskId,
        TError notFound,
        Func<PortalDbContext, DeletionRequest, ErasureTask, Task<TError?>> change,
        CancellationToken ct
    )
        where TError : struct, Enum
    {
        return RunAsync(ChangeOnceAsync, ct);

        async Task<Result<string, TError>> ChangeOnceAsync(RequestTransaction transaction)
        {
            var request = await transaction.LoadByTaskAsync(taskId, ct);
            if (request is null)
                return notFound;
            if (await change(transaction.Db, request, request.Tasks.Single(t => t.Id == taskId)) is { } error)
                return error;

            await transaction.CommitAsync(ct);
            return request.Number;
        }
    }

    /// <summary>Changes a request that a job has found to be due.</summary>
    /// <param name="id">The request; nothing happens if it is gone.</param>
    /// <param name="change">
    /// Changes the locked request, loaded with all its tasks; false when it is no longer due, and then nothing is
    /// written.
    /// </param>
    /// <param name="ct">Cancels the change before it is committed.</param>
    public Task ChangeAsync(Guid id, Func<PortalDbContext, DeletionRequest, Task<bool>> change, CancellationToken ct)
    {
        return RunAsync(ChangeOnceAsync, ct);

        async Task<bool> ChangeOnceAsync(RequestTransaction transaction)
        {
            var request = await transaction.LoadAsync(r => r.Id == id, ct);
            if (request is null || !await change(transaction.Db, request))
                return false;

            await transaction.CommitAsync(ct);
            return true;
        }
    }

    /// <summary>
    /// Does work that locks its requests itself, because it concerns several of them or finds them by something else.
    /// Work that returns without a commit has changed nothing.
    /// </summary>
    /// <remarks>
    /// It runs again from fresh data when a row that no request's lock protects, such as what a party holds, was
    /// changed by another transaction in between. That happens on PostgreSQL only: SQLite has one writer at a time.
    /// </remarks>
    public async Task<T> RunAsync<T>(Func<RequestTransaction, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                await using var write = await db.BeginWriteAsync(ct);
                return await work(new(db, write.CommitAsync));
            }
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                continue;
            }
        }
    }

    /// <summary>
    /// Changes a task, and its request, in one of many small changes that meet, such as those of calls to parties: on
    /// SQLite, those that wait for their turn are one transaction.
    /// </summary>
    /// <param name="taskId">The task; nothing happens if it is gone.</param>
    /// <param name="change">
    /// Changes the task or its locked request. The request is loaded with this task, and perhaps with others that change at
    /// the same moment; it may run again if another of these changes fails.
    /// </param>
    /// <param name="ct">Cancels the change before it is committed.</param>
    /// <returns>What the change returned, once that is on disk; null if the task is gone.</returns>
    public Task<T?> ChangeTaskGroupedAsync<T>(
        Guid taskId,
        Func<PortalDbContext, DeletionRequest, ErasureTask, Task<T?>> change,
        CancellationToken ct
    )
        where T : class
    {
        if (!_isGrouped.Value)
            return ChangeAloneAsync();
        var grouped = new RequestChange<T>(taskId, change, ChangeAloneAsync);
        _groups.Enqueue(grouped);
        return grouped.Answer;

        Task<T?> ChangeAloneAsync() => RunAsync(ChangeOnceAsync, ct);

        async Task<T?> ChangeOnceAsync(RequestTransaction transaction)
        {
            var request = await transaction.LoadWithTaskAsync(taskId, ct);
            if (request is null)
                return null;
            var answer = await change(transaction.Db, request, request.Tasks.Single());
            await transaction.CommitAsync(ct);
            return answer;
        }
    }

    private static bool HasOneWriter(IDbContextFactory<PortalDbContext> contexts)
    {
        using var db = contexts.CreateDbContext();
        return db.Database.IsSqlite();
    }
}
