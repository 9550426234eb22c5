namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Marks a member of a body that is an instant (<see cref="Rfc3339"/>). It arrives as text, so that a wrong one is
/// answered together with every other wrong field; the API's description gives it the format <c>date-time</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantAttribute : Attribute;
