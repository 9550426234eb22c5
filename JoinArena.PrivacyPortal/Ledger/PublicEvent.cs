namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// An event that is not about a person, such as the publication of a policy text. Each slice declares its own events as
/// small records, as for <see cref="LedgerEvent"/>.
/// </summary>
/// <param name="Kind">What happened, in kebab-case.</param>
public abstract record PublicEvent(string Kind)
{
    /// <summary>The version of the record's format.</summary>
    public int V => 1;
}
