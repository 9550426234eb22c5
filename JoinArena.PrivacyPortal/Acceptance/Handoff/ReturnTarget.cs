namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>Where the worker goes after deciding.</summary>
public abstract record ReturnTarget
{
    /// <summary>No return address was given.</summary>
    public sealed record None : ReturnTarget;

    /// <summary>A page of the portal.</summary>
    /// <param name="Path">The path with its query.</param>
    public sealed record LocalPage(string Path) : ReturnTarget;

    /// <summary>An allowed site.</summary>
    /// <param name="Address">The full return address.</param>
    public sealed record ExternalSite(Uri Address) : ReturnTarget
    {
        /// <summary>The host name, to show to the worker.</summary>
        public string Host => Address.IdnHost;

        /// <summary>Where "Not now" leads: the return address with <c>declined=1</c>.</summary>
        public Uri DeclinedUrl => WithParameter("declined", "1");

        /// <summary>
        /// The address with this parameter, without any <c>code</c> or <c>declined</c> it already had.
        /// </summary>
        public Uri WithParameter(string name, string value)
        {
            var kept = Address
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Where(p => p.Split('=')[0] is not ("code" or "declined"));
            return new UriBuilder(Address)
            {
                Query = string.Join('&', [.. kept, $"{name}={Uri.EscapeDataString(value)}"]),
            }.Uri;
        }
    }

    /// <summary>An address that is not allowed.</summary>
    /// <param name="Host">Its host, or null if it is not a web address.</param>
    public sealed record NotAllowed(string? Host) : ReturnTarget;
}
