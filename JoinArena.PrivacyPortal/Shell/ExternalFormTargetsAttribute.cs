namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Marks a page whose forms may redirect to the sites in <see cref="FormTargets"/>. Forms on other pages stay in the
/// portal.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExternalFormTargetsAttribute : Attribute;
