using System.CommandLine;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Makes a command whose action may use the portal's services; the portal is composed but not started.</summary>
internal delegate Command CommandFactory(
    string name,
    string description,
    Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> action,
    params ReadOnlySpan<Symbol> symbols
);
