using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>
/// A portal that counts how often a password is hashed, which is what an answer's time is made of.
/// </summary>
public sealed class CountingPortal : Portal
{
    private int _hashed;

    public int Hashed => Volatile.Read(ref _hashed);

    protected override void Replace(IServiceCollection services) =>
        services.AddScoped<IPasswordHasher<PortalAccount>>(_ => new Counting(() => Interlocked.Increment(ref _hashed)));

    private sealed class Counting(Action count) : PasswordHasher<PortalAccount>
    {
        public override string HashPassword(PortalAccount user, string password)
        {
            count();
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(
            PortalAccount user,
            string hashedPassword,
            string providedPassword
        )
        {
            count();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
