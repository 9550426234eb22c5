using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>The card "1 new copy of data under erasure." on the privacy team's home page.</summary>
internal sealed class RedisclosureHomeCards(RedisclosureQueries redisclosures, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public IEnumerable<string> Subjects => [RequestChanges.QueueSubject];

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        var (count, oldestRequest) = await redisclosures.CountUninvestigatedAsync(ct);
        if (count == 0)
            return null;
        var sentence = words.Plural(
            count,
            "1 new copy of data under erasure.",
            "{0} new copies of data under erasure."
        );
        return new(12, sentence)
        {
            Cards =
            [
                new(
                    words["New copies of data under erasure"],
                    sentence,
                    $"/staff/requests/{oldestRequest}#copies",
                    words["Check the oldest"],
                    StatusKind.Error
                )
                {
                    Count = count,
                },
            ],
        };
    }
}
