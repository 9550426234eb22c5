using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Shell.Contact;

/// <summary>
/// Settings under <c>Portal:Contact</c>: who runs the portal and how to reach them. Pages, emails and prints show what is
/// set. Source: GDPR 13(1)(a), (b).
/// </summary>
/// <param name="Organisation">Its name, at most 200 characters; null if not set.</param>
/// <param name="Email">Where people write to; null if not set.</param>
/// <param name="Address">Its postal address in one line, at most 300 characters; null if not set.</param>
/// <param name="Phone">Its phone number in international form, such as <c>+1 202 555 0100</c>; null if not set.</param>
public sealed record OperatorContact(string? Organisation, EmailAddress? Email, string? Address, string? Phone)
{
    private const int OrganisationLength = 200;
    private const int AddressLength = 300;

    // The longest number has 15 digits. Source: ITU-T E.164 6.2.1.
    private const int PhoneDigits = 15;
    private const int PhoneDigitsAtLeast = 5;

    /// <summary>Nothing is set.</summary>
    public static OperatorContact None { get; } = new(null, null, null, null);

    /// <summary>
    /// Fictional: a domain of RFC 2606 and a number of the range that is kept for fiction.
    /// </summary>
    public static OperatorContact Demo { get; } =
        new(
            "JoinArena Demo",
            EmailAddress.Parse("privacy@joinarena.example"),
            "1 Example Street, Exampletown",
            "+1 202 555 0100"
        );

    /// <summary>The organisation and where it is, in one line; null if neither is set.</summary>
    public string? PostalLine =>
        (Organisation, Address) is (null, null)
            ? null
            : string.Join(", ", new[] { Organisation, Address }.OfType<string>());

    /// <summary>The email address and the phone number, in one line; null if neither is set.</summary>
    public string? ReachLine =>
        (Email, Phone) is (null, null) ? null : string.Join(", ", new[] { Email?.Text, Phone }.OfType<string>());

    /// <summary>The phone number as a link has it (RFC 3966).</summary>
    public string? PhoneLink =>
        Phone is null ? null : $"tel:{string.Concat(Phone.Where(c => c is '+' || char.IsAsciiDigit(c)))}";

    /// <param name="isDemo">Whether the portal shows its fictional contact when nothing is set.</param>
    /// <exception cref="ConfigurationException">A value is not what its setting takes.</exception>
    public static OperatorContact From(IConfiguration configuration, bool isDemo)
    {
        var contact = new OperatorContact(
            ReadLine(configuration, "Organisation", OrganisationLength, "JoinArena Ltd"),
            ReadEmail(configuration),
            ReadLine(configuration, "Address", AddressLength, "1 Example Street, Exampletown"),
            ReadPhone(configuration)
        );
        return isDemo && contact == None ? Demo : contact;
    }

    private static string? ReadLine(IConfiguration configuration, string name, int length, string example)
    {
        if (Read(configuration, name) is not { } text)
            return null;
        if (TextRules.FindFault(text) is { } fault)
            throw Fault(name, $"it cannot be shown. {fault}", example);
        return text.Length <= length ? text : throw Fault(name, $"it has more than {length} characters", example);
    }

    private static EmailAddress? ReadEmail(IConfiguration configuration)
    {
        if (Read(configuration, "Email") is not { } text)
            return null;
        return EmailAddress.TryParse(text, out var email)
            ? email
            : throw Fault("Email", $"'{text}' is not an email address", "privacy@joinarena.example");
    }

    private static string? ReadPhone(IConfiguration configuration)
    {
        if (Read(configuration, "Phone") is not { } text)
            return null;
        var digits = text.Count(char.IsAsciiDigit);
        return
            text.StartsWith('+')
            && text[1..].All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '.' or '(' or ')')
            && digits is >= PhoneDigitsAtLeast and <= PhoneDigits
            ? text
            : throw Fault("Phone", $"'{text}' is not a phone number in international form", "+1 202 555 0100");
    }

    private static string? Read(IConfiguration configuration, string name) =>
        configuration[$"Portal:Contact:{name}"]?.Trim() is { Length: > 0 } text ? text : null;

    private static ConfigurationException Fault(string name, string wrong, string example) =>
        ConfigurationException.ForSetting($"Portal__Contact__{name}", wrong, example);
}
