namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What a request is to an earlier one of the same worker.</summary>
public enum RequestLink
{
    /// <summary>
    /// It stands instead of it: nobody had been told of the earlier one. It keeps the earlier one's date of receipt, so
    /// asking for less never means waiting longer.
    /// </summary>
    Replaces,

    /// <summary>It asks for more: parties had been told of the earlier one, which goes on.</summary>
    AddsTo,
}

/// <summary>A request beside another, as both trackers show it.</summary>
/// <param name="Number">The other one's.</param>
/// <param name="Link">What the later of the two is to the earlier.</param>
/// <param name="IsLater">Whether the other one is the later.</param>
/// <param name="State">Where the other one stands.</param>
public sealed record LinkedRequest(string Number, RequestLink Link, bool IsLater, RequestState State);
