using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Leads people on from a component.</summary>
public static class LocalNavigation
{
    extension(NavigationManager navigation)
    {
        /// <summary>
        /// Leads to a page of the portal, or to another site by its full address. <c>NavigateTo</c> would take a path
        /// from the root of the host, outside of the base path.
        /// </summary>
        /// <param name="address">The path within the portal, such as <c>/my-data</c>, or a full address.</param>
        public void GoTo(string address) =>
            navigation.NavigateTo(address is ['/', .. var path] ? navigation.BaseUri + path : address);
    }
}
