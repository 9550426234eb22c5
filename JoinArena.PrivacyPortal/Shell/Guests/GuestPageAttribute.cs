namespace JoinArena.PrivacyPortal.Shell.Guests;

/// <summary>
/// Marks a page for someone who has no account here and needs none, such as a party that answers. It has no menu and
/// offers no sign-in: both are for workers.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuestPageAttribute : Attribute;
