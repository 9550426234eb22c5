namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>The periods and grounds of one law, read from a file in <c>policies/deletion/laws</c>.</summary>
/// <param name="Code">Such as <c>EU-GDPR</c>.</param>
/// <param name="Name">The law's full name.</param>
/// <param name="ComplainTo">The authority that takes a worker's complaint.</param>
/// <param name="Basis">Why JoinArena keeps the periods of this law.</param>
/// <param name="BindingFrom">The first day on which the law binds; null if it already does.</param>
/// <param name="AcknowledgementPeriod">The time to confirm receipt; null if the law doesn't ask for that.</param>
/// <param name="ResponsePeriod">The time to answer a request; null for a law that only has grounds.</param>
/// <param name="ExtendedPeriod">The whole time from receipt after an extension; null if the law allows none.</param>
/// <param name="Grounds">The reasons to keep data or to refuse a request.</param>
/// <param name="IsReviewed">True once counsel has checked the file.</param>
public sealed record Law(
    string Code,
    string Name,
    string ComplainTo,
    LawBasis Basis,
    DateOnly? BindingFrom,
    Period? AcknowledgementPeriod,
    Period? ResponsePeriod,
    Period? ExtendedPeriod,
    IReadOnlyList<Ground> Grounds,
    bool IsReviewed
)
{
    /// <summary>What a refusal must contain; null for a law that only has grounds.</summary>
    public RefusalDuty? RefusalDuty { get; init; }

    /// <summary>The clock of the complaint or appeal that the law grants; null if it grants none.</summary>
    public RemedyClock? RemedyClock { get; init; }

    /// <summary>The effect of asking for proof of identity; null for a law that only has grounds.</summary>
    public IdentityCheck? IdentityCheck { get; init; }

    /// <summary>
    /// How long the record of a request is kept after the request ends; null for a law that only has grounds.
    /// </summary>
    public Period? RetentionPeriod { get; init; }

    /// <summary>Returns true if the law binds for a request received on that day.</summary>
    public bool IsBindingFor(DateOnly received) =>
        Basis == LawBasis.Binding && (BindingFrom is null || BindingFrom <= received);
}
