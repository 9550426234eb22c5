using System.Globalization;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Shell;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>What an address is, how it is written, and when two are the same.</summary>
public sealed class EmailAddressTests
{
    // Letters that some rule of Unicode takes for others, beside those others, and everything that is special in mail.
    private static readonly string[] s_pieces =
    [
        .. "abkKsSiI1.@-+_'\"\\()<>[],;: \t\r\n%=?".Select(c => c.ToString()),
        .. "\u212A\u017F\u0130\u0131\u00DF\u1E9E\u00E9\u00C9\u00FC\u00DC\u212B\u03C2\u03C3\u0430\uFB01\uFF21".Select(
            c => c.ToString()
        ),
        .. "\u0301\u200D\u200B\u00AD\u202E\u3002\uFF0E\uFF20\u115F\u13A0\uAB70\u0660\u05D0\uD800\uDC00\uFFFD\0".Select(
            c => c.ToString()
        ),
        .. new[] { "\U0001F600", "\U00010400", "xn--", "xn--bcher-kva", "bücher", "e\u0301", ".example", "@x.example" },
    ];

    private static readonly Gen<string> s_piece = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]);
    private static readonly Gen<string> s_text = s_piece.Array[0, 12].Select(pieces => string.Concat(pieces));

    private static readonly Gen<string> s_address = Gen.Select(
        s_text,
        s_text,
        (local, domain) => $"{local}@{domain}.example"
    );

    private static readonly Gen<string> s_letters = Gen.OneOf(Gen.Char["aKs1éÜß"], Gen.Char["\u0430\u03C3\u05D0"])
        .Array[1, 3]
        .Select(letters => new string(letters));

    private static readonly Gen<(string One, string Other)> s_pair = Gen.Select(s_piece, s_piece);

    [Theory]
    [InlineData("ana@example.com", "ana@example.com", "ana@example.com")]
    [InlineData(" Ana.Lopes+jobs@Example.COM ", "Ana.Lopes+jobs@example.com", "Ana.Lopes+jobs@example.com")]
    [InlineData("ana@bücher.example", "ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@BÜCHER.example", "ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@XN--BCHER-KVA.example", "ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@é.xn--bcher-kva.example", "ana@é.bücher.example", "ana@xn--9ca.xn--bcher-kva.example")]
    [InlineData("ana@straße.example", "ana@straße.example", "ana@xn--strae-oqa.example")]
    [InlineData("josé@例え.example", "josé@例え.example", "josé@xn--r8jz45g.example")]
    [InlineData("o'hara=x@a-b.example", "o'hara=x@a-b.example", "o'hara=x@a-b.example")]
    [InlineData("a@x.example2", "a@x.example2", "a@x.example2")]
    public void An_address_has_one_spelling_for_people_and_one_for_mail(string typed, string shown, string mailed)
    {
        EmailAddress.TryParse(typed, out var address).ShouldBeTrue();
        address.Text.ShouldBe(shown);
        address.MailText.ShouldBe(mailed);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("@x.example")]
    [InlineData("ana@")]
    [InlineData("ana.@x.example")]
    [InlineData(".ana@x.example")]
    [InlineData("an..a@x.example")]
    [InlineData("\"ana lopes\"@x.example")]
    [InlineData("ana@[127.0.0.1]")]
    [InlineData("ana@127.0.0.1")]
    [InlineData("ana@[IPv6:::1]")]
    [InlineData("ana@localhost")]
    [InlineData("ana@x.example.")]
    [InlineData("ana@x..example")]
    [InlineData("ana@-x.example")]
    [InlineData("ana@x_y.example")]
    [InlineData("ana@xn--a.example")]
    [InlineData("ana@x.example, eve@x.example")]
    [InlineData("Ana <ana@x.example>")]
    [InlineData("ana@x.example\r\nBcc: eve@x.example")]
    [InlineData("ana@x.example\n")]
    [InlineData("ana @x.example")]
    [InlineData("ana(comment)@x.example")]
    [InlineData("ana@eve@x.example")]
    public void A_text_that_mail_cannot_take_is_no_address(string text) => EmailAddress.IsValid(text).ShouldBeFalse();

    [Theory]
    [InlineData("mi\u212Ae@x.example")] // Kelvin sign
    [InlineData("je\u0301@x.example")] // e and a separate accent
    [InlineData("ro\u017Fe@x.example")] // long s
    [InlineData("\uFF41na@x.example")] // full-width a
    [InlineData("\uFB01@x.example")] // ligature fi
    [InlineData("an\u200Ba@x.example")] // zero-width space
    [InlineData("an\u00ADa@x.example")] // soft hyphen
    [InlineData("an\u115Fa@x.example")] // Hangul filler, a letter that cannot be seen
    [InlineData("an\u202Ea@x.example")] // right-to-left override
    [InlineData("an\uD800a@x.example")] // half of a pair
    [InlineData("ana@\u212Aelvin.example")]
    [InlineData("ana@bu\u0308cher.example")]
    [InlineData("ana@x\u200B.example")]
    [InlineData("ana@x\u3002example")] // ideographic full stop
    [InlineData("ana@\u0130.example")] // capital I with a dot
    [InlineData("ana@stra\u1E9Ee.example")] // capital sharp s, which is ss for some and ß for others
    public void A_text_that_only_looks_like_an_address_is_none(string text) =>
        EmailAddress.IsValid(text).ShouldBeFalse();

    [Theory]
    [InlineData("mike@x.example", "MIKE@X.Example", true)]
    [InlineData("ana@bücher.example", "Ana@xn--bcher-kva.example", true)]
    [InlineData("jos\u00E9@x.example", "jose@x.example", false)]
    [InlineData("jos\u00E9@x.example", "jos\u00C9@x.example", false)]
    [InlineData("\u0430na@x.example", "ana@x.example", false)]
    [InlineData("ana@straße.example", "ana@strasse.example", false)]
    [InlineData("ana+a@x.example", "ana@x.example", false)]
    public void Only_the_case_of_ASCII_letters_and_the_spelling_of_the_domain_do_not_count(
        string one,
        string other,
        bool same
    )
    {
        EmailAddress.Parse(one).Equals(EmailAddress.Parse(other)).ShouldBe(same);
        (EmailAddress.GetKey(one) == EmailAddress.GetKey(other)).ShouldBe(same);
    }

    [Fact]
    public void An_address_is_as_long_as_mail_takes()
    {
        var domain = $"{new string('d', 60)}.{new string('d', 60)}.{new string('d', 58)}.example";
        EmailAddress.IsValid($"{new string('l', 64)}@x.example").ShouldBeTrue();
        EmailAddress.IsValid($"{new string('l', 65)}@x.example").ShouldBeFalse();
        EmailAddress.IsValid($"{new string('é', 33)}@x.example").ShouldBeFalse("33 letters of two bytes are 66");
        EmailAddress.IsValid($"{new string('l', 64)}@{domain}").ShouldBeTrue();
        EmailAddress.IsValid($"{new string('l', 64)}@d{domain}").ShouldBeTrue();
        EmailAddress.IsValid($"{new string('l', 64)}@dd{domain}").ShouldBeFalse("that is one more than 254");
        // What counts is the form for mail, where each of these labels has seven characters more.
        EmailAddress.IsValid($"{new string('l', 64)}@{Repeat(22)}example").ShouldBeTrue();
        EmailAddress.IsValid($"{new string('l', 64)}@{Repeat(23)}example").ShouldBeFalse();

        static string Repeat(int labels) => string.Concat(Enumerable.Repeat("é.", labels));
    }

    [Fact]
    public void A_link_to_write_to_an_address_has_its_form_for_mail() =>
        EmailAddress
            .Parse("o'hara=x+y@bücher.example")
            .ToMailtoUri()
            .ShouldBe("mailto:o%27hara%3Dx%2By@xn--bcher-kva.example");

    [Fact]
    public void A_beginning_of_an_address_is_read_as_the_whole_address_is() =>
        EmailAddress.GetKeyPrefix("ana@BÜCH").ShouldBe("ANA@BüCH");

    [Fact]
    public void What_is_read_is_its_own_spelling_and_every_mail_library_takes_it() =>
        Gen.OneOf(s_text, s_address)
            .Sample(
                text =>
                {
                    if (!EmailAddress.TryParse(text, out var address))
                        return;
                    EmailAddress.Parse(address.Text).ShouldBe(address);
                    EmailAddress.Parse(address.Text).Text.ShouldBe(address.Text);
                    EmailAddress.Parse(address.MailText).Text.ShouldBe(address.Text);
                    address.MailText.Length.ShouldBeLessThanOrEqualTo(EmailAddress.MaxLength);
                    MailboxAddress.TryParse(address.MailText, out var mailbox).ShouldBeTrue();
                    mailbox!.GetAddress(idnEncode: true).ShouldBe(address.MailText);
                },
                iter: 20_000
            );

    [Fact]
    public void Two_texts_are_the_same_address_only_if_mail_goes_to_the_same_place() =>
        // Two that differ in one letter of the local part or of the domain, or in one that looks like it.
        Gen.Select(s_letters, s_letters, s_pair, Gen.Bool)
            .Sample(
                (before, after, pair, inLocal) =>
                {
                    string Write(string piece) =>
                        inLocal ? $"{before}{piece}{after}@x.example" : $"ana@{before}{piece}{after}.example";

                    if (
                        EmailAddress.TryParse(Write(pair.One), out var one)
                        && EmailAddress.TryParse(Write(pair.Other), out var other)
                    )
                    {
                        one.Equals(other).ShouldBe(Deliver(Write(pair.One)) == Deliver(Write(pair.Other)));
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Every_beginning_of_an_address_finds_it() =>
        s_address.Sample(
            text =>
            {
                if (!EmailAddress.TryParse(text, out var address))
                    return;
                for (var length = 1; length <= address.Text.Length; length++)
                    address.Key.ShouldStartWith(EmailAddress.GetKeyPrefix(address.Text[..length]), Case.Sensitive);
            },
            iter: 2_000
        );

    [Theory]
    [InlineData("ana@EX", "ANA@EX")]
    [InlineData("evÉ@BÜCH", "EVÉ@BüCH")]
    [InlineData("É", "É")]
    public void A_search_by_the_beginning_of_an_address_folds_what_the_key_folds(string typed, string prefix) =>
        EmailAddress.GetKeyPrefix(typed).ShouldBe(prefix);

    // By other means than the type's: the domain as DNS has it, the local part with only ASCII letters in one case.
    private static string Deliver(string text)
    {
        var trimmed = text.Trim(' ');
        var at = trimmed.LastIndexOf('@');
        var local = string.Concat(trimmed[..at].Select(c => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c));
        var domain = new IdnMapping().GetAscii(trimmed[(at + 1)..]).ToLowerInvariant();
        return $"{Convert.ToHexString(Encoding.UTF8.GetBytes(local))}@{domain}";
    }
}
