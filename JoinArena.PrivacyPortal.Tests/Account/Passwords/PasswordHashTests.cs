using System.Buffers.Binary;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Account.Passwords;

/// <summary>How passwords are kept.</summary>
public sealed class PasswordHashTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public void A_password_is_hashed_with_210_000_rounds_of_PBKDF2_with_HMAC_SHA_512()
    {
        var shipped = WebApplication.CreateBuilder();
        shipped.AddAccount();
        using var services = shipped.Services.BuildServiceProvider();
        using var scope = services.CreateScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalAccount>>();

        Read(hasher.HashPassword(Somebody(), Given.Password)).ShouldBe((Format: 1, Function: 2u, Rounds: 210_000u));
    }

    [Fact]
    public async Task A_password_hashed_with_fewer_rounds_is_hashed_again_at_the_next_sign_in()
    {
        const string Email = "early@people.example";
        await portal.AddOwnAccountAsync(Email);
        var fewer = new PasswordHasher<PortalAccount>(
            Options.Create(new PasswordHasherOptions { IterationCount = 10 })
        );
        await using (var db = await OpenAsync())
        {
            var hash = fewer.HashPassword(Somebody(), Given.Password);
            await db
                .Accounts.Where(a => a.Email == Email)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, hash));
        }

        await portal.SignInAsync(Email);

        await using (var db = await OpenAsync())
        {
            var kept = await db.Accounts.Where(a => a.Email == Email).Select(a => a.PasswordHash!).SingleAsync();
            Read(kept).Rounds.ShouldBe((uint)Portal.PasswordIterations);
        }

        await portal.SignInAsync(Email);
    }

    private static PortalAccount Somebody() =>
        PortalAccount.Create("somebody@people.example", DateTimeOffset.UnixEpoch);

    // Version 3 of Identity: a byte for the format, then function and rounds, the highest byte first.
    private static (int Format, uint Function, uint Rounds) Read(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return (
            bytes[0],
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)),
            BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5))
        );
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
}
