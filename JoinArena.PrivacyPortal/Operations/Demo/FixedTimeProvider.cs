namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// A clock that stands at a moment of the demo's past, so that its story is told by the use cases themselves.
/// </summary>
internal sealed class FixedTimeProvider(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;
}
