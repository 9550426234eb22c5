namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// What another slice says to a worker under the clauses of a version: "Under this clause: 14 disclosures to 3
/// parties".
/// </summary>
public interface IClauseFootnoteProvider
{
    /// <returns>The lines by clause id; a clause with nothing to say is left out.</returns>
    Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
        PolicyVersion version,
        string workerId,
        CancellationToken ct
    );
}

/// <summary>One line under a clause, for the worker who reads it.</summary>
/// <param name="Text">In the reader's language: "14 disclosures to 3 parties".</param>
/// <param name="Href">Where they are listed.</param>
public sealed record ClauseFootnote(string Text, string Href)
{
    /// <summary>
    /// Whether it is something the worker can do under the clause, rather than something that has happened.
    /// </summary>
    public bool IsAction { get; init; }
}
