namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks up and writes rows of the book the fast way of its database, on one connection, inside the transaction that is
/// open there.
/// </summary>
internal interface IBulkWriter : IDisposable
{
    /// <summary>Makes ready for groups, before the first transaction.</summary>
    Task OpenAsync(CancellationToken ct);

    /// <summary>Waits for the turn to count in the book, and looks up all that a group of reports refers to.</summary>
    /// <param name="reports">The group.</param>
    /// <param name="alone">Whether nobody else may count meanwhile (<see cref="CountingLock"/>).</param>
    /// <param name="ct">Stops.</param>
    Task<IntakeLookup> LookUpAsync(IReadOnlyList<Report> reports, bool alone, CancellationToken ct);

    /// <summary>Writes everything.</summary>
    /// <returns>
    /// False when another node has written some of it since it was looked for; the transaction must then be given up,
    /// and the group judged again.
    /// </returns>
    Task<bool> WriteAsync(IntakeBatch rows, CancellationToken ct);

    /// <summary>Forgets what was looked up, since the group was given up.</summary>
    void ResetLookups();
}
