using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// A live part of a staff page. It checks before every load that its reader is still on the privacy team, and otherwise
/// shows nothing.
/// </summary>
public abstract class StaffIsland : PreloadedComponent
{
    [Inject]
    private IStaffAccess Access { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>True if the reader may see what this part loads next.</summary>
    protected async Task<bool> IsForReaderAsync()
    {
        if (
            Authentication is not null
            && await Access.IsStaffAsync((await Authentication).User, CancellationToken.None)
        )
        {
            return true;
        }

        // The page then asks for a sign-in, or says that access is denied.
        if (RendererInfo.IsInteractive)
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        return false;
    }
}
