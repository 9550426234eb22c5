using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Account;

/// <summary>
/// The accounts of the demo. Their password is public and their staff roles need no second factor, so they open nothing
/// unless the demo is on.
/// </summary>
/// <param name="areOpen">True while the demo is on.</param>
public sealed class DemoAccounts(bool areOpen)
{
    /// <summary>The claim of a demo account.</summary>
    internal const string Claim = "demo_account";

    public const string Password = "Demo-portal-2026!";

    /// <summary>Works on the demo's requests.</summary>
    internal const string Officer = "officer@example.com";

    /// <summary>Decides on the refusals that the first one proposes.</summary>
    internal const string SecondOfficer = "officer2@example.com";

    /// <summary>Whom one can sign in as.</summary>
    public static readonly IReadOnlyList<DemoSignIn> SignIns =
    [
        new("worker@example.com", Roles.Worker, "a worker who has accepted nothing yet"),
        new("worker2@example.com", Roles.Worker, "a worker with a finished and a running request"),
        new(
            "worker3@example.com",
            Roles.Worker,
            "a worker in California: part of a request was refused, another takes longer"
        ),
        new(Officer, Roles.Officer, "works on deletion requests"),
        new(SecondOfficer, Roles.Officer, "a second officer: a refusal needs two"),
        new("auditor@example.com", Roles.Auditor, "reads everything, changes nothing"),
        new("admin@example.com", Roles.Administrator, "manages staff, keys and parties"),
    ];

    /// <summary>True while demo accounts can sign in.</summary>
    public bool AreOpen => areOpen;

    /// <summary>True if the account opens nothing, because it was made for the demo and the demo is off.</summary>
    public bool IsClosed(PortalAccount account) => account.IsDemo && !areOpen;
}

/// <summary>An account of the demo.</summary>
/// <param name="Description">Who it is, in a few words.</param>
public sealed record DemoSignIn(string Email, string Role, string Description);
