namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// Lines that another slice shows to a worker under the clauses of a version, such as "Under this clause: 14
/// disclosures to 3 parties".
/// </summary>
public interface IClauseFootnoteProvider
{
    /// <returns>The lines by clause id. Clauses without a line are left out.</returns>
    Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    );
}

/// <summary>One line under a clause, for the worker who reads it.</summary>
/// <param name="Text">The text in the reader's language: "14 disclosures to 3 parties".</param>
/// <param name="Href">The page with the details.</param>
public sealed record ClauseFootnote(string Text, string Href)
{
    /// <summary>
    /// True if it offers something to do. False if it states what has happened.
    /// </summary>
    public bool IsAction { get; init; }

    /// <summary>True if the same text is under several clauses, so that the link's name must say which it is.</summary>
    public bool NamesClause { get; init; }
}
