using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Parties.Merging;

/// <summary>
/// What another slice keeps by party and moves when two parties are merged. A slice registers one for each topic that
/// keeps such rows. Rows are moved in the order of registration and locked in the reverse of it. A merge that loses a
/// race runs again from the start, on a new context, so an implementation keeps no state.
/// </summary>
public interface IPartyMergeParticipant
{
    /// <summary>
    /// Takes the locks that <see cref="MoveAsync"/> needs, inside the merge's transaction and before anything is read or
    /// changed. The fixed order of the locks rules out a deadlock between two merges.
    /// </summary>
    Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct);

    /// <summary>
    /// Moves the rows, inside the merge's transaction. The parties themselves are merged and saved by then, and the
    /// participants registered earlier have moved theirs.
    /// </summary>
    Task MoveAsync(PortalDbContext db, PartyMerge merge, CancellationToken ct);
}
