using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>What a slice that uses this one keeps by party, and moves when two parties are found to be one.</summary>
public interface IPartyMergeParticipant
{
    /// <summary>Takes the locks it needs, before anyone holds the book's: so that nobody waits in a circle.</summary>
    Task LockAsync(PortalDbContext db, string from, string into, CancellationToken ct);

    /// <summary>Moves it, inside the merge's transaction; holdings are the other party's by then.</summary>
    Task MoveAsync(PortalDbContext db, string from, string into, DateTimeOffset now, CancellationToken ct);
}
