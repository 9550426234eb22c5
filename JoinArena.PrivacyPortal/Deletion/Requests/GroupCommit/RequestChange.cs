using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Requests.GroupCommit;

/// <summary>A change of a task and its request that shares a transaction with others.</summary>
/// <param name="taskId">The task.</param>
internal abstract class RequestChange(Guid taskId)
{
    /// <summary>The task that is changed.</summary>
    public Guid TaskId => taskId;

    /// <summary>Makes the change, without saving it.</summary>
    /// <returns>False if it failed, so that nothing of it may be saved.</returns>
    public abstract Task<bool> TryAsync(PortalDbContext db, DeletionRequest request, ErasureTask task);

    /// <summary>Answers with what <see cref="TryAsync"/> came to; with null if there was no such task.</summary>
    public abstract void Complete();

    /// <summary>Answers that the transaction failed.</summary>
    public abstract void Fail(Exception fault);

    /// <summary>Makes the change in a transaction of its own, and answers.</summary>
    public abstract Task RunAloneAsync();
}

/// <inheritdoc cref="RequestChange"/>
/// <param name="taskId">The task.</param>
/// <param name="change">Makes the change.</param>
/// <param name="alone">Makes the same change in a transaction of its own.</param>
internal sealed class RequestChange<T>(
    Guid taskId,
    Func<PortalDbContext, DeletionRequest, ErasureTask, Task<T?>> change,
    Func<Task<T?>> alone
) : RequestChange(taskId)
    where T : class
{
    private readonly TaskCompletionSource<T?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _caller = ExecutionContext.Capture();
    private Task<T?> _outcome = Task.FromResult<T?>(null);

    /// <summary>The answer, once what it says is on disk.</summary>
    public Task<T?> Answer => _answer.Task;

    public override async Task<bool> TryAsync(PortalDbContext db, DeletionRequest request, ErasureTask task)
    {
        _outcome = await EndAsync(() => change(db, request, task));
        return _outcome.IsCompletedSuccessfully;
    }

    public override void Complete() => _answer.SetFromTask(_outcome);

    public override void Fail(Exception fault) => _answer.SetException(fault);

    public override async Task RunAloneAsync() => _answer.SetFromTask(await EndAsync(alone));

    /// <summary>Starts the work as its caller would have, with their language, and waits until it has ended.</summary>
    private async Task<Task<T?>> EndAsync(Func<Task<T?>> start)
    {
        Task<T?> ended = Task.FromCanceled<T?>(new CancellationToken(canceled: true));
        if (_caller is null)
            ended = StartAsync();
        else
            ExecutionContext.Run(_caller, _ => ended = StartAsync(), null);
        await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ended;

        // What is thrown before the first wait is an outcome too.
        async Task<T?> StartAsync() => await start();
    }
}
