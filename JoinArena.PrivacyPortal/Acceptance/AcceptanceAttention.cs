using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>"Version 2.0 is waiting for you" on the home page; of an editorial version, that there is nothing to do.</summary>
internal sealed class AcceptanceAttention(AcceptanceBook book, PolicyLibrary library, IStringLocalizer<Words> words, TimeProvider clock) : IAttention
{
    /// <summary>How long an editorial version is news.</summary>
    private static readonly TimeSpan s_news = TimeSpan.FromDays(30);

    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        var now = clock.GetInstant();
        if (reader.WorkerIdOrNull() is not { } worker || library.At(now) is null) return null;
        return Card(await book.StateOfAsync(worker, now, ct), now) is { } card ? new(20) { Cards = [card] } : null;
    }

    private AttentionCard? Card(AcceptanceState state, DateTimeOffset now) => state.Status switch
    {
        AcceptanceStatus.None => new(Named(state), words["You have not accepted it. Read it, then decide."], "/policy/accept", words["Read it and decide"], Tone.Wait),
        AcceptanceStatus.Outdated => new(
            Named(state), words["It changes what you agreed to in version {0}. Read what is new, then decide.", state.Accepted!.Version], "/policy/accept", words["Read what changed"], Tone.Wait),
        AcceptanceStatus.Accepted when !state.IsCurrent && state.Current.Effective > now - s_news => new(
            Named(state), words["It says the same as version {0}, which you accepted, in other words. You need not do anything.", state.Accepted!.Version], $"/policy/{state.Current.Name}", words["Read it"]),
        AcceptanceStatus.Accepted => null,
    };

    private string Named(AcceptanceState state) => words["Version {0} of the policy", state.Current.Name];
}
