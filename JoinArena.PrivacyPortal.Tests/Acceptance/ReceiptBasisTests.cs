using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What a receipt claims of the law: what the version does, and nothing more.</summary>
public sealed class ReceiptBasisTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero);

    private readonly TemporaryPolicies _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_receipt_for_version_1_0_claims_no_legal_basis() =>
        Processes().ShouldAllBe(p => p["dpv:hasLegalBasis"] == null && p["dpv:hasConsentStatus"] == null);

    [Fact]
    public void A_receipt_claims_consent_for_the_clauses_that_rest_on_it_and_says_how_to_withdraw()
    {
        _policies
            .Replace(
                _policies.VersionFile,
                "  - id: model-improvement\n",
                "  - id: model-improvement\n    basis: consent\n"
            )
            .Replace(_policies.VersionFile, "  - id: hiring-access\n", "  - id: hiring-access\n    basis: contract\n");

        var processes = Processes().ToLookup(p => (string)p["dct:identifier"]!);

        var training = processes["model-improvement"].ShouldHaveSingleItem();
        ((string?)training["dpv:hasLegalBasis"], (string?)training["dpv:hasConsentStatus"]).ShouldBe(
            ("dpv:Consent", "dpv:ConsentGiven")
        );
        ((string?)training["dpv:hasConsentControl"]!["dpv:isExercisedAt"]).ShouldBe(
            "https://privacy.example/policy/uses/model-improvement"
        );
        var hiring = processes["hiring-access"].ShouldHaveSingleItem();
        ((string?)hiring["dpv:hasLegalBasis"], hiring["dpv:hasConsentStatus"]).ShouldBe(("dpv:Contract", null));
        processes["external-evaluation"].ShouldAllBe(p => p["dpv:hasLegalBasis"] == null);
    }

    private IReadOnlyList<JsonObject> Processes()
    {
        var version = PolicyLibrary.Load(_policies.Root).Find("1.0")!;
        var worker = new Worker
        {
            Id = "w-1",
            Email = "a@b.example",
            NormalizedEmail = "A@B.EXAMPLE",
            Name = "Ana",
            Jurisdiction = "DE",
            Locale = "en",
            TimeZone = "UTC",
            AnnouncedAt = s_now,
        };
        var acceptance = new PolicyAcceptance
        {
            WorkerId = worker.Id,
            Version = "1.0",
            Language = "en",
            TextSha256 = version.Texts["en"].Sha256,
            AcceptedAt = s_now,
        };
        var receipt = JsonNode.Parse(AcceptanceTestData.ReceiptIssuer.Issue(acceptance, version, worker).Json)!;
        return [.. receipt["dpv:hasRecordOfActivity"]![0]!["dpv:hasProcess"]!.AsArray().Select(p => p!.AsObject())];
    }
}
