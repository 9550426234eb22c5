using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.Sessions;

/// <summary>A session in words.</summary>
internal static class SessionTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The name of a session's browser, as <see cref="BrowserName"/> stored it.</summary>
        public string DescribeBrowser(string stored) =>
            stored.Split(BrowserName.Separator) switch
            {
                [var browser, var system] => words["{0} on {1}", browser, system],
                [""] => words["A browser we do not know"],
                _ => stored,
            };
    }
}
