namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Put on a page that works on what people entrust to it: its policy lets its scripts call nobody, this portal
/// included.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoConnectAttribute : Attribute;
