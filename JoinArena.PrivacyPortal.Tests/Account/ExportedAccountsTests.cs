using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Sessions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>What a worker signs in with, in the export of their data.</summary>
public sealed class ExportedAccountsTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_worker_reads_their_own_sessions_and_passkeys_by_name_and_no_secret()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var stranger = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await portal.SignInAsync(stranger.Email);
        var key = Guid.NewGuid().ToByteArray();
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var account = await db.Accounts.SingleAsync(a => a.Email == given.Email);
        db.Add(
            new IdentityUserPasskey<Guid>
            {
                UserId = account.Id,
                CredentialId = key,
                Data = new()
                {
                    Name = "My phone",
                    CreatedAt = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero),
                    PublicKey = key,
                    AttestationObject = key,
                    ClientDataJson = key,
                    IsBackedUp = true,
                },
            }
        );
        await db.SaveChangesAsync();

        var text = await (await worker.FetchAsync("/my-data/export.json")).Content.ReadAsStringAsync();
        var page = await (await worker.FetchAsync("/my-data/export.html")).Content.ReadAsStringAsync();

        var exported = JsonNode.Parse(text)!["accounts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)exported["email"]).ShouldBe(given.Email);
        ((bool)exported["hasPassword"]!, (bool)exported["hasSecondStep"]!).ShouldBe((true, false));
        exported["passkeys"]!
            .ToJsonString()
            .ShouldBe("""[{"name":"My phone","createdAt":"2026-11-24T09:00:00.000Z","isBackedUp":true}]""");
        var session = await db.AccountSessions.SingleAsync(s => s.AccountId == account.Id);
        var open = exported["sessions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)open["startedAt"], (string?)open["signedInBy"]).ShouldBe((session.StartedAt.ToIso(), "pwd"));
        page.ShouldContain("<dt>Passkeys</dt><dd>My phone, ");
        foreach (var file in new[] { text, page })
        {
            file.ShouldNotContain(account.PasswordHash!);
            file.ShouldNotContain(account.SecurityStamp!);
            file.ShouldNotContain(Convert.ToBase64String(key));
            file.ShouldNotContain(session.Id.ToString());
        }
    }
}
