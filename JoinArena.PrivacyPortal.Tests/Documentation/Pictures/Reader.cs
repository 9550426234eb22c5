using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures;

/// <summary>Someone of the demo who reads pages.</summary>
/// <param name="Name">The folder of their pictures.</param>
/// <param name="Email">How they sign in; null for a visitor.</param>
/// <param name="Languages">The tags of the languages their pages are in.</param>
internal sealed record Reader(string Name, string? Email, IReadOnlyList<string> Languages)
{
    private static readonly string[] s_every = [.. PortalLanguage.All.Select(language => language.Tag)];

    /// <summary>Everyone whose pages are photographed. Whoever comes later shows only pages that no one before can open.</summary>
    public static readonly IReadOnlyList<Reader> All =
    [
        new("visitor", null, s_every),
        new("worker-jonas", "worker2@example.com", s_every),
        new("worker-mia", "worker3@example.com", s_every),
        new("worker-ana", "worker@example.com", s_every),
        new("officer", "officer@example.com", ["en"]),
        new("administrator", "admin@example.com", ["en"]),
    ];

    public async Task<HtmlClient> OpenClientAsync(Portal portal) =>
        Email is null ? portal.CreateAnonymousClient() : await portal.SignInAsync(Email, DemoAccounts.Password);

    public Task SignInAsync(BrowserUser person) =>
        Email is null ? Task.CompletedTask : person.SignsInAsync(Email, DemoAccounts.Password);
}
