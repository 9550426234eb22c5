namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Writes rows of the book the fast way of its database, on one connection, inside the transaction that is open there.</summary>
internal interface IBookWriter : IDisposable
{
    /// <summary>Begins a group.</summary>
    /// <param name="alone">Whether nobody else may take reports until the commit, since what is counted already will be counted anew.</param>
    Task EnterAsync(bool alone, CancellationToken ct);

    /// <summary>Writes everything.</summary>
    /// <returns>False when another node has written some of it since it was looked for; the transaction must then be given up, and the group judged again.</returns>
    Task<bool> WriteAsync(BookRows rows, CancellationToken ct);
}
