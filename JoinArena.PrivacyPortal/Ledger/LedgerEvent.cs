namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Something that happened to a person's data. Each slice declares its own events as small records of strings,
/// integers, booleans, enums and lists.
/// </summary>
/// <param name="Kind">What happened, in kebab-case.</param>
/// <param name="Subject">
/// JoinArena's id of the worker that the event is about. An event about no worker names its subject with a slash, which
/// no id of a worker has: <c>party/openai</c>.
/// </param>
/// <param name="At">When it happened.</param>
public abstract record LedgerEvent(string Kind, string Subject, DateTimeOffset At);
