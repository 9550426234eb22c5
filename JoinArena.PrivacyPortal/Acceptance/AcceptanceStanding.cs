using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>"You accepted it on …" in the head of the policy's pages.</summary>
internal sealed class AcceptanceStanding(AcceptanceBook book) : IPolicyStanding
{
    public async Task<PolicyStanding?> Of(string workerId, PolicyVersion version, CancellationToken ct) =>
        (await book.OfAsync(workerId, ct)).FirstOrDefault(a => a.Version == version.Name) is { } accepted ? new(accepted.At, AcceptanceDesk.PageOf(accepted.Id)) : null;
}

/// <summary>"Version 1.1 is waiting for you" on the home page.</summary>
internal sealed class AcceptanceAttention(AcceptanceBook book, PolicyLibrary library, IStringLocalizer<Words> words, TimeProvider clock) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (reader.WorkerIdOrNull() is not { } worker || library.At(clock.GetInstant()) is not { } current) return null;
        if ((await book.OfAsync(worker, ct)).Any(a => a.Version == current.Name)) return null;
        return new(20)
        {
            Cards = [new(words["Version {0} of the policy", current.Name], words["You have not accepted it. Read it, then decide."], "/policy/accept", words["Read it and decide"], Tone.Wait)],
        };
    }
}
