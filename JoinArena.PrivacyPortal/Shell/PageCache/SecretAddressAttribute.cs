namespace JoinArena.PrivacyPortal.Shell.PageCache;

/// <summary>
/// Marks a page or file that is opened by a secret in its address, without a sign-in. Its answer is not stored, as none
/// for a signed-in person is. Source: OWASP ASVS 5.0.0 14.3.2.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SecretAddressAttribute : Attribute;
