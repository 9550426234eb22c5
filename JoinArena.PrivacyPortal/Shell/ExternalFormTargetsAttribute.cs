namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Marks a page whose forms may end on other sites: those of <see cref="FormTargets"/>. Elsewhere a form leads into the
/// portal and nowhere else.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExternalFormTargetsAttribute : Attribute;

/// <summary>
/// The other sites, as origins such as <c>https://app.joinarena.com</c>. Browsers hold the redirect after a form to its
/// page's <c>form-action</c>.
/// </summary>
public sealed record FormTargets(IReadOnlyCollection<string> Origins);

/// <summary>The headers of such a page.</summary>
internal sealed record ExternalFormHeaders(HeaderPolicyCollection Headers);
