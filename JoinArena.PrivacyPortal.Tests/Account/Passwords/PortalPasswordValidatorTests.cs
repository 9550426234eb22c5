using JoinArena.PrivacyPortal.Account.Passwords;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Account.Passwords;

public sealed class PortalPasswordValidatorTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("alllowercaseletters")]
    [InlineData("Demo-portal-2026!")]
    [InlineData("8364917250")]
    [InlineData("пароль-из-пяти-слов")]
    [InlineData("red-sad-pop-trees")]
    [InlineData("kzv8Qm2xwT")]
    [InlineData("jessica-walks-to-work")]
    [InlineData("lone \ud800 surrogate")]
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
    [InlineData("1q2w3e4r5t", PasswordError.Common)]
    [InlineData("q1w2e3r4t5", PasswordError.Common)]
    [InlineData("1qaz2wsx3edc", PasswordError.Common)]
    [InlineData("zaq12wsxcde3", PasswordError.Common)]
    [InlineData("qweasdzxc123", PasswordError.Common)]
    [InlineData("1234qwerasdf", PasswordError.Common)]
    [InlineData("azertyuiop12", PasswordError.Common)]
    [InlineData("asdf1234asdf1234", PasswordError.Common)]
    [InlineData("jessica123", PasswordError.Common)]
    [InlineData("j3ssic@2024", PasswordError.Common)]
    [InlineData("Alexandra1!", PasswordError.Common)]
    [InlineData("Mohammed1990", PasswordError.Common)]
    [InlineData("liverpool12", PasswordError.Common)]
    [InlineData("corinthians1", PasswordError.Common)]
    [InlineData("Contraseña1", PasswordError.Common)]
    [InlineData("ILoveYou1234", PasswordError.Common)]
    [InlineData("princesa2001", PasswordError.Common)]
    [InlineData("Summer2024!", PasswordError.Common)]
    [InlineData("December2023", PasswordError.Common)]
    [InlineData("Welcome123!", PasswordError.Common)]
    [InlineData("monkeymonkey", PasswordError.Common)]
    [InlineData("monkeydragon", PasswordError.Common)]
    [InlineData("a123456789", PasswordError.Common)]
    [InlineData("987654321a", PasswordError.Common)]
    [InlineData("7777777777", PasswordError.Common)]
    [InlineData("analopes2024", PasswordError.Common)]
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
    public void Every_word_of_the_list_is_refused_with_digits_behind_it()
    {
        var words = File.ReadLines(
                Repository.GetPath("JoinArena.PrivacyPortal", "Account", "Passwords", "common-words.txt")
            )
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        words.Count.ShouldBeGreaterThan(2_000);
        words.ShouldBeUnique();
        words
            .Where(word =>
                PortalPasswordValidator.Validate($"{word}{"1234567"[..Math.Max(2, 10 - word.Length)]}", "x@y.example")
                    is not PasswordError.Common
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_password_that_would_only_cost_time_to_hash_is_refused() =>
        PortalPasswordValidator
            .Validate(new string('x', 150) + new string('y', 51), "ana@example.com")
            .ShouldBe(PasswordError.TooLong);
}
