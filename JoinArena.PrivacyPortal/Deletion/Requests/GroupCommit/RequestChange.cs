using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests.GroupCommit;

/// <summary>A change of a request that shares a transaction with others.</summary>
internal abstract class RequestChange
{
    /// <summary>Makes the change, without the commit.</summary>
    /// <returns>False if all of it is to be undone: it ended without a commit of its own, or failed.</returns>
    public abstract Task<bool> TryAsync(PortalDbContext db);

    /// <summary>Answers with what <see cref="TryAsync"/> came to. The transaction is committed.</summary>
    public abstract void Complete();

    /// <summary>Answers that the transaction failed.</summary>
    public abstract void Fail(Exception fault);

    /// <summary>Makes the change in a transaction of its own, and answers.</summary>
    public abstract Task RunAloneAsync();
}

/// <inheritdoc cref="RequestChange"/>
/// <param name="work">Makes the change.</param>
/// <param name="alone">Does the same work in a transaction of its own.</param>
internal sealed class RequestChange<T>(Func<RequestTransaction, Task<T>> work, Func<Task<T>> alone) : RequestChange
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _caller = ExecutionContext.Capture();
    private Task<T>? _outcome;

    /// <summary>The answer, once what it says is on disk.</summary>
    public Task<T> Answer => _answer.Task;

    public override async Task<bool> TryAsync(PortalDbContext db)
    {
        var isKept = false;
        var transaction = new RequestTransaction(db, KeepAsync);
        _outcome = await EndAsync(() => work(transaction));
        return isKept && _outcome.IsCompletedSuccessfully;

        Task KeepAsync(CancellationToken ct)
        {
            isKept = true;
            return Task.CompletedTask;
        }
    }

    public override void Complete() => _answer.SetFromTask(_outcome!);

    public override void Fail(Exception fault) => _answer.SetException(fault);

    public override async Task RunAloneAsync() => _answer.SetFromTask(await EndAsync(alone));

    /// <summary>Starts the work as its caller would have, with their language, and waits until it has ended.</summary>
    private async Task<Task<T>> EndAsync(Func<Task<T>> start)
    {
        Task<T> ended = Task.FromCanceled<T>(new CancellationToken(canceled: true));
        if (_caller is null)
            ended = StartAsync();
        else
            ExecutionContext.Run(_caller, _ => ended = StartAsync(), null);
        await ((Task)ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ended;

        // What is thrown before the first wait is an outcome too.
        async Task<T> StartAsync() => await start();
    }
}
