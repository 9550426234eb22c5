using System.Security.Claims;
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
    protected async Task<bool> IsForReaderAsync() => await FindReaderAsync() is not null;

    /// <summary>The reader, if they may see what this part loads next.</summary>
    protected async Task<ClaimsPrincipal?> FindReaderAsync()
    {
        if (Authentication is not null)
        {
            var reader = (await Authentication).User;
            if (await Access.IsStaffAsync(reader, CancellationToken.None))
                return reader;
        }

        // The page then asks for a sign-in, or says that access is denied.
        if (RendererInfo.IsInteractive)
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        return null;
    }
}
