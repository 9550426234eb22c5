using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Live;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Shell.Desk.Lists;

/// <summary>
/// A list of the privacy team, searched, sorted and cut into pages by the database. Search, sorting and pages are a form
/// and links, so that they work without scripts; with a circuit the list follows what is typed, and what happens.
/// </summary>
public abstract class DeskList<TSearch, TRow> : StaffIsland, IDisposable
    where TSearch : DeskSearch
{
    private readonly LatestRead _reads = new();
    private IDisposable? _subscription;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    /// <summary>The search when the page opens.</summary>
    [Parameter, EditorRequired]
    public TSearch Search { get; set; } = default!;

    /// <summary>The search whose rows are shown.</summary>
    protected TSearch Shown { get; private set; } = default!;

    protected Paged<TRow> Found { get; private set; } = new([], 0);

    /// <summary>The change feed's subject after which the list loads again; null if it stays as it was loaded.</summary>
    protected virtual string? ChangeSubject => null;

    /// <summary>For the element around the list: tests and scripts wait until the circuit is connected.</summary>
    protected string Connected => RendererInfo.IsInteractive ? "true" : "false";

    protected override async Task LoadBeforeRenderAsync(bool isFirst)
    {
        if (!isFirst)
            return;

        Shown = Search;
        if (RendererInfo.IsInteractive && ChangeSubject is { } subject)
            _subscription = Feed.Subscribe(subject, () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    /// <summary>The rows that the reader may see.</summary>
    protected abstract Task<Paged<TRow>> FindAsync(ClaimsPrincipal reader, TSearch search, CancellationToken ct);

    /// <summary>Shows the rows of another search, from their first page.</summary>
    protected Task ShowAsync(TSearch search)
    {
        Shown = (TSearch)search.OnPage(1);
        return LoadAsync();
    }

    /// <summary>The text in a field, or null if it is empty.</summary>
    protected static string? ToText(ChangeEventArgs typed) =>
        typed.Value?.ToString()?.Trim() is { Length: > 0 and <= DeskSearch.MaxTextLength } text ? text : null;

    /// <summary>The choice in a list, or null for all.</summary>
    protected static T? ToChoice<T>(ChangeEventArgs chosen)
        where T : struct, Enum => KebabCase.TryParse<T>(chosen.Value?.ToString(), out var choice) ? choice : null;

    protected async Task LoadAsync()
    {
        // What is typed can overtake the answer to what was typed before; only the last answer is shown.
        if (await _reads.RunAsync(ReadAsync) is { } found)
            Found = found;
    }

    protected async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task<Paged<TRow>> ReadAsync(CancellationToken ct) =>
        await FindReaderAsync() is { } reader ? await FindAsync(reader, Shown, ct) : new([], 0);

    public void Dispose()
    {
        _subscription?.Dispose();
        _reads.Dispose();
        GC.SuppressFinalize(this);
    }
}
