using JoinArena.PrivacyPortal.Account.Passwords;

namespace JoinArena.PrivacyPortal.Tests.Account.Passwords;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("alllowercaseletters")]
    [InlineData("Demo-portal-2026!")]
    [InlineData("8364917250")]
    [InlineData("пароль-из-пяти-слов")]
    public void Length_is_enough_without_signs_or_digits(string password) => PasswordRule.Check(password, "ana@example.com").ShouldBeNull();

    [Theory]
    [InlineData("123456789", PasswordFault.TooShort)]
    [InlineData("1234567890", PasswordFault.Common)]
    [InlineData("9876543210", PasswordFault.Common)]
    [InlineData("abcdefghij", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("1234512345", PasswordFault.Common)]
    [InlineData("P@ssw0rd2026!", PasswordFault.Common)]
    [InlineData("qwertyuiop123", PasswordFault.Common)]
    [InlineData("JoinArena2026!", PasswordFault.Common)]
    [InlineData("ANA.LOPES@example.com", PasswordFault.SameAsEmail)]
    [InlineData("ana.lopes1", PasswordFault.SameAsEmail)]
    public void What_is_guessed_first_is_refused(string password, PasswordFault fault) =>
        PasswordRule.Check(password, password.StartsWith("ana.lopes1", StringComparison.Ordinal) ? "ana.lopes1@example.com" : "ana.lopes@example.com").ShouldBe(fault);

    [Fact]
    public void What_would_only_cost_time_to_hash_is_refused() => PasswordRule.Check(new string('x', 150) + new string('y', 51), "ana@example.com").ShouldBe(PasswordFault.TooLong);
}
