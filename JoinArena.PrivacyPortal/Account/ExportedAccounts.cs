using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Account.Oidc;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// What a worker signs in with, in the export of their data: address, passkeys and open sessions, by name and time. No
/// password, key, code or token is in it, in any form.
/// </summary>
internal sealed class ExportedAccounts(IDbContextFactory<PortalDbContext> contexts, SessionService sessions)
    : IExportedList
{
    public string Name => "accounts";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path is "sessions/browser" ? words.DescribeBrowser(code) : null;

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var account in await FindAccountsAsync(db, workerId, ct))
        {
            var passkeys = await db.Set<IdentityUserPasskey<Guid>>()
                .AsNoTracking()
                .Where(p => p.UserId == account.Id)
                .ToListAsync(ct);
            var open = await sessions.GetSessionsAsync(account.Id, ct);
            yield return new()
            {
                ["email"] = account.Email,
                ["createdAt"] = account.CreatedAt.ToIso(),
                ["emailConfirmedAt"] = account.EmailConfirmedAt?.ToIso(),
                ["hasPassword"] = account.PasswordHash is not null,
                ["hasSecondStep"] = account.TwoFactorEnabled,
                ["passkeys"] = new JsonArray([.. passkeys.OrderBy(p => p.Data.CreatedAt).Select(p => ToJson(p.Data))]),
                ["sessions"] = new JsonArray([.. open.OrderBy(s => s.StartedAt).Select(ToJson)]),
            };
        }
    }

    private static JsonObject ToJson(IdentityPasskeyData passkey) =>
        new()
        {
            ["name"] = passkey.Name,
            ["createdAt"] = passkey.CreatedAt.ToInstant().ToIso(),
            ["isBackedUp"] = passkey.IsBackedUp,
        };

    private static JsonObject ToJson(AccountSession session) =>
        new()
        {
            ["browser"] = session.Browser,
            ["startedAt"] = session.StartedAt.ToIso(),
            ["lastSeenAt"] = session.LastSeenAt.ToIso(),
            ["endsAt"] = session.EndsAt.ToIso(),
            ["signedInBy"] = session.Methods,
        };

    /// <summary>The accounts that open the worker's pages, as <see cref="WorkerClaimsTransformation"/> links them.</summary>
    private static async Task<IReadOnlyList<PortalAccount>> FindAccountsAsync(
        PortalDbContext db,
        string workerId,
        CancellationToken ct
    )
    {
        if (await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workerId, ct) is not { } worker)
            return [];
        var logins = db.Set<IdentityUserLogin<Guid>>().Where(l => l.LoginProvider == OidcProvider.Scheme);
        var named = await logins
            .Where(l => l.ProviderKey == workerId)
            .Join(db.Accounts, l => l.UserId, a => a.Id, (_, a) => a)
            .AsNoTracking()
            .ToListAsync(ct);
        var workers = db.Workers;
        var byAddress = await db
            .Accounts.AsNoTracking()
            .Where(a => a.NormalizedEmail == worker.NormalizedEmail && a.EmailConfirmed)
            // Who signs in with the platform as somebody else sees the pages of that worker.
            .Where(a => !logins.Any(l => l.UserId == a.Id && workers.Any(w => w.Id == l.ProviderKey)))
            .ToListAsync(ct);
        return [.. named, .. byAddress.Where(a => worker.IsEmailConfirmed(a.EmailConfirmedAt))];
    }
}
