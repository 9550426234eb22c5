namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Where a webhook goes.</summary>
/// <param name="Key">Whose endpoint it is, such as <c>party/acme</c>.</param>
/// <param name="Url">Its address.</param>
/// <param name="Secrets">What it is signed with: one, or two while the secret is being replaced.</param>
public sealed record WebhookAddress(string Key, string Url, IReadOnlyList<string> Secrets);
