namespace JoinArena.PrivacyPortal.Account.Attempts;

/// <summary>How often something about an account may be tried or sent.</summary>
/// <param name="Kind">What is counted, as it is stored.</param>
/// <param name="Count">The most that is allowed.</param>
/// <param name="Window">After this time the count starts again.</param>
/// <param name="Restarts">
/// True if each attempt restarts the time, so that the wait after the last one is always the whole time.
/// </param>
internal sealed record AttemptLimit(string Kind, int Count, TimeSpan Window, bool Restarts = false)
{
    public const int MaxKindLength = 40;

    /// <summary>Wrong passwords and codes from one network or one known browser.</summary>
    public static readonly AttemptLimit SignIn = new("sign-in", 5, TimeSpan.FromMinutes(5), Restarts: true);

    /// <summary>
    /// Wrong passwords and codes from all networks together, not counting known browsers: against someone who has many
    /// addresses. Source: NIST SP 800-63B 5.2.2, at most 100.
    /// </summary>
    public static readonly AttemptLimit SignInFromNewBrowsers = new("sign-in-new", 100, TimeSpan.FromHours(1));

    /// <summary>Emails with a link to set a new password.</summary>
    public static readonly AttemptLimit ResetEmails = new("reset-email", 5, TimeSpan.FromHours(1));

    /// <summary>Emails that someone causes by registering an address, from one network.</summary>
    public static readonly AttemptLimit RegistrationEmails = new("registration-email", 5, TimeSpan.FromHours(1));

    /// <summary>
    /// Those from all networks together. It is higher, so that who registers someone else's address again and again
    /// does not keep its owner, in another network, from registering it.
    /// </summary>
    public static readonly AttemptLimit RegistrationEmailsOfAll = new("registration-all", 20, TimeSpan.FromHours(1));

    /// <summary>Emails with a code that confirms an identity.</summary>
    public static readonly AttemptLimit CodeEmails = new("code-email", 5, TimeSpan.FromHours(1));
}
