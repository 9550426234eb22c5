namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks up and writes rows in the fastest way of its database, on one connection, inside the transaction that is open
/// there.
/// </summary>
internal interface IBulkWriter : IDisposable
{
    /// <summary>Prepares its statements, before the first transaction.</summary>
    Task OpenAsync(CancellationToken ct);

    /// <summary>Waits for its turn to count, then looks up everything a group of reports refers to.</summary>
    /// <param name="isExclusive">True where nothing else may count at the same time (<see cref="CountingLock"/>).</param>
    Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool isExclusive, CancellationToken ct);

    /// <summary>Writes the batch, except for its amendments, which are few and go through the context.</summary>
    /// <returns>
    /// False when another node has written some of it since the lookup. The transaction must then be given up and the
    /// group looked up again.
    /// </returns>
    Task<bool> WriteAsync(IntakeBatch batch, CancellationToken ct);
}
