using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// The workers and parties of the demo. All are fictional; their addresses use domains reserved for examples (RFC
/// 2606).
/// </summary>
internal static class DemoPeople
{
    /// <summary>Has accepted nothing yet.</summary>
    public const string Ana = "w-demo-1";

    /// <summary>Accepted the policy a year ago.</summary>
    public const string Jonas = "w-demo-2";

    /// <summary>Lives in California, and accepted the policy a year ago.</summary>
    public const string Mia = "w-demo-3";

    public static readonly IReadOnlyList<(string Id, WorkerAnnouncement Announcement)> Workers =
    [
        (Ana, new("worker@example.com", "Ana Sousa", "PT", "en", "Europe/Lisbon")),
        (Jonas, new("worker2@example.com", "Jonas Berg", "DE", "en", "Europe/Berlin")),
        (Mia, new("worker3@example.com", "Mia Carter", "US-CA", "en", "America/Los_Angeles")),
    ];

    public static readonly IReadOnlyList<(string Id, PartyAnnouncement Announcement)> Parties =
    [
        (
            "joinarena-platform",
            new(
                "JoinArena platform",
                "joinarena-system",
                "US",
                "https://joinarena.example",
                "privacy@joinarena.example",
                new("manual")
            )
        ),
        (
            "parley-ai",
            new("Parley AI", "llm-provider", "US", "https://parley.example", "privacy@parley.example", new("manual"))
        ),
        (
            "lumen-eval",
            new(
                "Lumen Eval",
                "llm-provider",
                "FR",
                "https://lumen.example",
                "dpo@lumen.example",
                new("email", Email: "dpo@lumen.example")
            )
        ),
        (
            "scribewell",
            new(
                "Scribewell",
                "other-service",
                "US",
                "https://scribewell.example",
                "privacy@scribewell.example",
                new("manual")
            )
        ),
        (
            "portrait-lab",
            new(
                "Portrait Lab",
                "image-api",
                "EE",
                "https://portraitlab.example",
                "data@portraitlab.example",
                new("email", Email: "data@portraitlab.example")
            )
        ),
        (
            "talent-eval-7",
            new("Talent-eval-7", "model-training", "US", null, "privacy@joinarena.example", new("manual"))
        ),
        (
            "northwind-logistics",
            new(
                "Northwind Logistics",
                "hiring-company",
                "PT",
                "https://northwind.example",
                "rh@northwind.example",
                new("email", Email: "rh@northwind.example")
            )
        ),
        (
            "contoso-care",
            new(
                "Contoso Care",
                "hiring-company",
                "GB",
                "https://contoso.example",
                "people@contoso.example",
                new("manual")
            )
        ),
        (
            "fabrikam-freight",
            new(
                "Fabrikam Freight",
                "hiring-company",
                "DE",
                "https://fabrikam.example",
                "datenschutz@fabrikam.example",
                new("email", Email: "datenschutz@fabrikam.example")
            )
        ),
        (
            "tailspin-toys",
            new("Tailspin Toys", "hiring-company", "NL", "https://tailspin.example", null, new("manual"))
        ),
        (
            "devfolio",
            new(
                "Devfolio",
                "external-source",
                "US",
                "https://devfolio.example",
                "privacy@devfolio.example",
                new("manual")
            )
        ),
        (
            "mailgrove",
            new(
                "Mailgrove",
                "other-service",
                "IE",
                "https://mailgrove.example",
                "privacy@mailgrove.example",
                new("manual")
            )
        ),
    ];
}
