namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Where a webhook is sent.</summary>
/// <param name="Key">The owner of the endpoint, such as <c>party/acme</c>.</param>
/// <param name="Url">The endpoint's address.</param>
/// <param name="Secrets">The signing secrets: one, or two while the secret is being replaced.</param>
public sealed record WebhookAddress(string Key, string Url, IReadOnlyList<string> Secrets);
