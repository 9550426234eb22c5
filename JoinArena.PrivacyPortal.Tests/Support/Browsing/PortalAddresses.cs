namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>Addresses of a portal that may be under a base path, such as <c>http://127.0.0.1:8080/privacy/</c>.</summary>
internal static class PortalAddresses
{
    extension(Uri portal)
    {
        /// <summary>Where a browser finds a page: <c>http://127.0.0.1:8080/privacy/my-data</c> for <c>/my-data</c>.</summary>
        public string At(string address) =>
            portal.AbsolutePath != "/" && address is ['/', .. var path] ? $"{portal}{path}" : address;

        /// <summary>The path within the portal and the query; of an address outside of it, as it is.</summary>
        public string Within(string address)
        {
            var path = Uri.TryCreate(portal, address, out var full) ? full.PathAndQuery : address;
            return path.StartsWith(portal.AbsolutePath, StringComparison.Ordinal)
                ? $"/{path[portal.AbsolutePath.Length..]}"
                : path;
        }
    }
}
