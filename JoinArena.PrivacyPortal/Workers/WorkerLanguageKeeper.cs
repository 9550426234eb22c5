using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// Keeps the language a worker chose with the worker, so that emails have it too, also after the account is closed. What
/// JoinArena announces later does not change it.
/// </summary>
internal sealed class WorkerLanguageKeeper(IDbContextFactory<PortalDbContext> contexts) : ILanguageChoiceKeeper
{
    public async Task KeepAsync(ClaimsPrincipal reader, PortalLanguage language, CancellationToken ct)
    {
        if (reader.FindWorkerId() is not { } worker)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db
            .Workers.Where(w => w.Id == worker)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.ChosenLanguage, language.Tag), ct);
        await write.CommitAsync(ct);
    }
}
