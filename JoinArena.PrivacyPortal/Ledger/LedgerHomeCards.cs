using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>Shows the team a card when the ledger has stopped.</summary>
internal sealed class LedgerHomeCards(LogHealth health, IStringLocalizer<SharedResource> words) : IHomeCardSource
{
    public Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct) =>
        Task.FromResult(
            health.HaltReason is null || !reader.IsStaff
                ? null
                : new HomeCardGroup(50)
                {
                    Cards =
                    [
                        new(
                            words["The ledger has stopped"],
                            words["New entries wait until a person resolves the problem. No entry is lost."],
                            "/staff/audit",
                            words["See why"],
                            StatusKind.Error
                        ),
                    ],
                }
        );
}
