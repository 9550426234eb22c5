using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>
/// A live part of a request's page: rendered with the page, and loaded again after each committed change of the
/// request.
/// </summary>
public abstract class LiveRequestComponent : PreloadedComponent, IDisposable
{
    private string _worker = "";
    private IDisposable? _subscription;

    [Parameter, EditorRequired]
    public string Number { get; set; } = "";

    [CascadingParameter]
    private Task<AuthenticationState> Reader { get; set; } = default!;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    [Inject]
    private RequestQueries Tracker { get; set; } = default!;

    /// <summary>Null if the worker has no request with that number.</summary>
    protected TrackedRequest? Request { get; private set; }

    protected override async Task LoadBeforeRenderAsync(bool isFirst)
    {
        if (!isFirst)
            return;

        _worker = (await Reader).User.GetWorkerId();
        if (RendererInfo.IsInteractive)
            _subscription = Feed.Subscribe(RequestChanges.GetSubject(Number), () => InvokeAsync(LoadAsync));
        Request = await Tracker.FindAsync(_worker, Number, CancellationToken.None);
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task LoadAsync()
    {
        Request = await Tracker.FindAsync(_worker, Number, CancellationToken.None);
        StateHasChanged();
    }
}
