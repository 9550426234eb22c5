namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>When the record of a request may be erased.</summary>
/// <param name="Day">The last day on which the record is kept.</param>
/// <param name="Law">The code of the law with the longest retention period.</param>
/// <param name="Citation">The provision that sets this period.</param>
public sealed record RetentionEnd(DateOnly Day, string Law, string Citation);
