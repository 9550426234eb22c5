using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Deliveries;

/// <summary>"3 messages could not be delivered." on the team's home page.</summary>
internal sealed class DeliveryHomeCards(DeadLetterQueue queue, IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await queue.CountAsync(ct) is not (> 0 and var count))
            return null;
        var text = words.Plural(count, "1 message could not be delivered.", "{0} messages could not be delivered.");
        return new(40, text)
        {
            Cards =
            [
                new(
                    words["Deliveries"],
                    text,
                    "/staff/deliveries",
                    words["See the failed deliveries"],
                    StatusKind.Error
                )
                {
                    Count = count,
                },
            ],
        };
    }
}
