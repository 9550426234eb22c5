namespace JoinArena.PrivacyPortal.Ledger.Log.Reading;

/// <summary>How far an entry has come on its way into the log, in the terms that other logs use.</summary>
public enum EntryState
{
    /// <summary>Committed together with the change it records; it has no index yet.</summary>
    Pending,

    /// <summary>It has its final index.</summary>
    Sequenced,

    /// <summary>It is in the tiles.</summary>
    Integrated,

    /// <summary>A published checkpoint covers it, so it can be proved.</summary>
    Published,
}

/// <summary>How far an entry has come.</summary>
/// <param name="State">Its state.</param>
/// <param name="Index">Its place in the log, from <see cref="EntryState.Sequenced"/> on.</param>
public sealed record EntryStatus(EntryState State, long? Index);
