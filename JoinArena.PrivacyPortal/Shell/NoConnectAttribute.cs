namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Marks a page whose scripts may not connect to any server, including this portal, because they handle private files.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoConnectAttribute : Attribute;
