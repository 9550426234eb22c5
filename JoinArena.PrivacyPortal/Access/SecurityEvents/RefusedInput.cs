namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>What is refused before anything has looked at what it asks for.</summary>
public enum RefusedInput
{
    /// <summary>A form without the token of its page, or with that of another person or an old one.</summary>
    FormToken,

    /// <summary>A form with characters that break something later.</summary>
    Character,

    /// <summary>A body that is no form, sent to a page.</summary>
    MediaType,

    /// <summary>A request for another host than the portal's.</summary>
    Host,

    /// <summary>A live connection that another site's page has opened.</summary>
    Origin,

    /// <summary>More requests than one sender may make.</summary>
    Limit,

    /// <summary>An API key that was never made.</summary>
    ApiKey,
}
