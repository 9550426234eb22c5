namespace JoinArena.PrivacyPortal.Ledger.Log;

/// <summary>Another process holds the lease now and has extended the log. Nothing was written.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException()
        : base("Another process extends the log now.") { }

    public LeaseLostException(string message)
        : base(message) { }

    public LeaseLostException(string message, Exception cause)
        : base(message, cause) { }
}
