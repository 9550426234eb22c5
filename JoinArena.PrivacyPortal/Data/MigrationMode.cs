namespace JoinArena.PrivacyPortal.Data;

/// <summary>What a node does at its start when the database does not have this program's schema yet.</summary>
public enum MigrationMode
{
    /// <summary>It creates or updates the database. If several nodes start at once, one of them does it.</summary>
    Apply,

    /// <summary>
    /// It waits until another node or the command <c>migrate</c> has done it, and serves nothing until then. Its
    /// database user needs no right to change tables.
    /// </summary>
    Wait,
}
