namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>A form that is being handled, or was.</summary>
internal sealed class HandledForm
{
    private readonly TaskCompletionSource<string?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    /// <summary>The page that the form led to; null if it was refused.</summary>
    public Task<string?> LeadsTo => _end.Task;

    /// <summary>True for the first caller, who handles the form.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _begun, 1) == 0;

    public void End(string? leadsTo) => _end.TrySetResult(leadsTo);
}

/// <summary>Says of a form that is answered without a redirect that it was handled.</summary>
public static class HandledFormExtensions
{
    private static readonly object s_handled = new();

    extension(HttpContext context)
    {
        /// <summary>
        /// The form was handled, and its page is shown once, with a secret. Sent again, it leads to the page without it.
        /// </summary>
        public void MarkFormHandled() => context.Items[s_handled] = true;

        internal bool IsFormHandled => context.Items.ContainsKey(s_handled);
    }
}
