namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>The log's rows contradict each other: they were changed from outside the portal, or are missing.</summary>
public sealed class DamagedLogException : Exception
{
    public DamagedLogException() { }

    public DamagedLogException(string message)
        : base(message) { }

    public DamagedLogException(string message, Exception cause)
        : base(message, cause) { }

    /// <param name="index">The index of the first entry affected.</param>
    /// <param name="problem">What is wrong.</param>
    public DamagedLogException(long index, string problem)
        : base($"At entry {index}: {problem}.")
    {
        Index = index;
        Problem = problem;
    }

    /// <summary>The index of the first entry affected.</summary>
    public long Index { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; } = "";
}
