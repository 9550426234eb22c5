namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Marks the page with the API reference, which has its own content security policy.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiReferencePageAttribute : Attribute;
