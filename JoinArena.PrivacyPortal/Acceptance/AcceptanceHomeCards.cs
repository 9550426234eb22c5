using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>
/// The home page card about the version in force: to accept it, or, for an editorial version, that nothing is needed.
/// </summary>
internal sealed class AcceptanceHomeCards(
    AcceptanceQueries acceptances,
    PolicyLibrary library,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown,
    TimeProvider clock
) : IHomeCardSource
{
    /// <summary>How long the card about an editorial version is shown.</summary>
    private static readonly TimeSpan s_newsPeriod = TimeSpan.FromDays(30);

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        var now = clock.GetInstant();
        if (reader.FindWorkerId() is not { } worker || library.FindInForce(now) is null)
            return null;
        var state = await acceptances.GetOverviewAsync(worker, now, ct);
        return new(20)
        {
            Cards = Card(state, now) is { } card ? [card] : [],
            Answer = new(HomeQuestion.Agreed, Answer(state)),
        };
    }

    private string Answer(AcceptanceOverview state) =>
        state.LastAcceptance is { } accepted
            ? words["You accepted version {0} on {1}.", accepted.Version, shown.Date(accepted.AcceptedAt)]
            : words["You have not accepted any version so far."];

    private HomeCard? Card(AcceptanceOverview state, DateTimeOffset now) =>
        state.Status switch
        {
            AcceptanceStatus.None => new(
                Named(state),
                words["You have not accepted this version. Read it, then decide."],
                "/policy/accept",
                words["Read it and decide"],
                StatusKind.Pending
            ),
            AcceptanceStatus.Outdated => new(
                Named(state),
                words[
                    "It changes what you agreed to in version {0}. Read what changed, then decide.",
                    state.LastAcceptance!.Version
                ],
                "/policy/accept",
                words["Read what changed"],
                StatusKind.Pending
            ),
            AcceptanceStatus.Accepted when !state.IsCurrent && state.CurrentVersion.Effective > now - s_newsPeriod =>
                new(
                    Named(state),
                    words[
                        "Only the wording changed since version {0}, which you accepted. You do not need to do "
                            + "anything.",
                        state.LastAcceptance!.Version
                    ],
                    $"/policy/{state.CurrentVersion.Name}",
                    words["Read it"]
                )
                {
                    IsNews = true,
                },
            AcceptanceStatus.Accepted => null,
        };

    private string Named(AcceptanceOverview state) => words["Version {0} of the policy", state.CurrentVersion.Name];
}
