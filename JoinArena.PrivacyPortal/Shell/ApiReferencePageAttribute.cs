namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Marks the page that shows the API's description, which has a content security policy of its own.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ApiReferencePageAttribute : Attribute;
