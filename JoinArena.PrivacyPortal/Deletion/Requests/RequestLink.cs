namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>How a request changes an earlier one of the same worker.</summary>
public enum RequestLink
{
    /// <summary>
    /// It replaces the earlier one, of which no party had been notified. It keeps the earlier date of receipt, so that a
    /// worker who asks for less does not wait longer.
    /// </summary>
    Replaces,

    /// <summary>It asks for more than the earlier one, which stays as it is.</summary>
    AddsTo,
}
