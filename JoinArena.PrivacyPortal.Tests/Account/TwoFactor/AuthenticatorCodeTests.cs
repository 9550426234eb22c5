using System.Globalization;
using System.Text;
using JoinArena.PrivacyPortal.Account.TwoFactor;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>The codes of authenticator apps.</summary>
public sealed class AuthenticatorCodeTests
{
    // The secret of the RFC's test vectors, "12345678901234567890", in base 32.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 9, 0, 10, TimeSpan.Zero);

    // RFC 6238, appendix B: the last six of the eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void The_authenticator_codes_are_those_of_RFC_6238(long second, string code)
    {
        AuthenticatorCode.Compute(Encoding.ASCII.GetBytes("12345678901234567890"), second / 30).ShouldBe(code);
        AuthenticatorCode
            .FindStep(Secret, code, lastStep: null, DateTimeOffset.FromUnixTimeSeconds(second))
            .ShouldBe(second / 30);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_phone_may_be_half_a_minute_wrong_and_no_more(int steps, bool isTaken) =>
        AuthenticatorCode
            .FindStep(Secret, TestAuthenticator.GetCode(Secret, steps, s_now), lastStep: null, s_now)
            .HasValue.ShouldBe(isTaken);

    [Fact]
    public void A_code_works_once_and_none_before_it_works_after_it()
    {
        var used = AuthenticatorCode.FindStep(Secret, TestAuthenticator.GetCode(Secret, 0, s_now), null, s_now);

        foreach (var steps in (int[])[-1, 0])
        {
            AuthenticatorCode
                .FindStep(Secret, TestAuthenticator.GetCode(Secret, steps, s_now), used, s_now)
                .ShouldBeNull(steps.ToString(CultureInfo.InvariantCulture));
        }

        AuthenticatorCode.FindStep(Secret, TestAuthenticator.GetCode(Secret, 1, s_now), used, s_now).ShouldBe(used + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("１２３４５６")]
    public void Text_that_is_no_authenticator_code_is_not_taken_for_one(string typed) =>
        AuthenticatorCode.FindStep(Secret, typed, lastStep: null, s_now).ShouldBeNull();
}
