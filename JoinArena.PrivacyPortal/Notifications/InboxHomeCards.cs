using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A worker's unread messages: a card on the home page, and the number beside "Inbox" on every page.</summary>
internal sealed class InboxHomeCards(Inbox inbox, IStringLocalizer<SharedResource> words)
    : IHomeCardSource,
        INavBadgeSource
{
    public string Href => InboxPath;

    private const string InboxPath = "/inbox";

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (await CountAsync(reader, ct) is not (var unread and > 0))
            return null;
        return new(40)
        {
            Cards =
            [
                new(
                    words.Plural(unread, "1 new message", "{0} new messages"),
                    words["From JoinArena’s privacy portal."],
                    InboxPath,
                    words["Read your messages"]
                ),
            ],
        };
    }

    public async Task<int> CountAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        reader.FindWorkerId() is { } worker ? await inbox.CountUnreadAsync(worker, ct) : 0;
}
