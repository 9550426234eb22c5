using System.CommandLine;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// Creates a command whose action can use the portal's services. The portal is composed but not started.
/// </summary>
internal delegate Command CommandFactory(
    string name,
    string description,
    Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> action,
    params ReadOnlySpan<Symbol> symbols
);
