using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Shell.Components;

/// <summary>
/// A part of a page that loads its data before it renders. An ordinary component renders once while it waits, so a
/// circuit would start by removing what the server-rendered page already shows.
/// </summary>
/// <remarks>
/// <c>[PersistentState]</c> does not replace this. What these components show is personal, and persisted state leaves
/// the server with the page. The circuit also has to read again after it subscribes to changes, or it would miss a
/// change made between the two renderings.
/// </remarks>
public abstract class PreloadedComponent : ComponentBase
{
    private bool _isLoaded;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        var isFirst = !_isLoaded;
        _isLoaded = true;
        await LoadBeforeRenderAsync(isFirst);
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Loads what is rendered next. Runs each time the parameters are set, after they are assigned.</summary>
    /// <param name="isFirst">True before the first rendering of this instance.</param>
    protected abstract Task LoadBeforeRenderAsync(bool isFirst);
}
