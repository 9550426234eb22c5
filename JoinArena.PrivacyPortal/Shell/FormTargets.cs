namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// The origins that forms may redirect to, such as <c>https://app.joinarena.com</c>. Browsers apply <c>form-action</c>
/// also to the redirect after a form.
/// </summary>
public sealed record FormTargets(IReadOnlyCollection<string> Origins);

/// <summary>The security headers of pages with <see cref="ExternalFormTargetsAttribute"/>.</summary>
internal sealed record ExternalFormHeaders(HeaderPolicyCollection Headers);
