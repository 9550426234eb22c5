using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>Tells the team when the ledger has stopped.</summary>
internal sealed class LedgerAttention(LogCondition condition, IStringLocalizer<Words> words) : IAttention
{
    public Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct) => Task.FromResult(
        condition.Stop is null || !reader.IsStaff ? null : new Attention(50)
        {
            Cards = [new(words["The ledger has stopped"], words["Entries wait until somebody has looked. None is lost."], "/staff/audit", words["See why"], Tone.Bad)],
        });
}
