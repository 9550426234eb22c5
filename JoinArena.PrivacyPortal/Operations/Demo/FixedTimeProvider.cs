namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// A clock that shows a fixed time in the demo's past, so that the use cases themselves create the demo's history.
/// </summary>
internal sealed class FixedTimeProvider(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;
}
