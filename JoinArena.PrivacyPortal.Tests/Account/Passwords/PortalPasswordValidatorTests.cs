using JoinArena.PrivacyPortal.Account.Passwords;

namespace JoinArena.PrivacyPortal.Tests.Account.Passwords;

public sealed class PortalPasswordValidatorTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("alllowercaseletters")]
    [InlineData("Demo-portal-2026!")]
    [InlineData("8364917250")]
    [InlineData("пароль-из-пяти-слов")]
    public void A_long_password_needs_no_signs_or_digits(string password) =>
        PortalPasswordValidator.Validate(password, "ana@example.com").ShouldBeNull();

    [Theory]
    [InlineData("123456789", PasswordError.TooShort)]
    [InlineData("1234567890", PasswordError.Common)]
    [InlineData("9876543210", PasswordError.Common)]
    [InlineData("abcdefghij", PasswordError.Common)]
    [InlineData("aaaaaaaaaaaa", PasswordError.Common)]
    [InlineData("1234512345", PasswordError.Common)]
    [InlineData("P@ssw0rd2026!", PasswordError.Common)]
    [InlineData("qwertyuiop123", PasswordError.Common)]
    [InlineData("JoinArena2026!", PasswordError.Common)]
    [InlineData("ANA.LOPES@example.com", PasswordError.SameAsEmail)]
    [InlineData("ana.lopes1", PasswordError.SameAsEmail)]
    public void A_password_that_is_guessed_first_is_refused(string password, PasswordError fault) =>
        PortalPasswordValidator
            .Validate(
                password,
                password.StartsWith("ana.lopes1", StringComparison.Ordinal)
                    ? "ana.lopes1@example.com"
                    : "ana.lopes@example.com"
            )
            .ShouldBe(fault);

    [Fact]
    public void A_password_that_would_only_cost_time_to_hash_is_refused() =>
        PortalPasswordValidator
            .Validate(new string('x', 150) + new string('y', 51), "ana@example.com")
            .ShouldBe(PasswordError.TooLong);
}
