using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Receipts;

/// <summary>
/// The JSON of a receipt, in the structure of ISO/IEC TS 27560 as W3C's DPV expresses it. An acceptance is the
/// acknowledgement of a notice (<c>dpv:NoticeUsed</c>). A legal basis is stated for a clause only if the version states
/// it. Consent comes with how to withdraw it. The IP address and browser are left out, because they prove nothing to a
/// reader of the receipt.
/// </summary>
internal sealed class ReceiptText(
    PolicyAcceptance acceptance,
    PolicyVersion version,
    Worker worker,
    PublicAddress portal,
    IStringLocalizer<SharedResource> words
)
{
    /// <summary>The value of <c>type</c>.</summary>
    public const string Type = "acceptance-receipt";

    private const string Profile = "https://w3id.org/dpv/schema/dpv-27560";

    private string Notice => portal.GetUri($"/policy/{version.Name}/{acceptance.Language}").AbsoluteUri;

    public JsonObject ToJson() =>
        new()
        {
            ["@context"] = new JsonObject
            {
                ["dct"] = "http://purl.org/dc/terms/",
                ["dpv"] = "https://w3id.org/dpv#",
                ["loc"] = "https://w3id.org/dpv/loc#",
            },
            ["type"] = Type,
            ["id"] = acceptance.Id.ToString(),
            ["issuedAt"] = acceptance.AcceptedAt.ToIso(),
            ["acceptedAt"] = acceptance.AcceptedAt.ToIso(),
            ["policy"] = new JsonObject
            {
                ["id"] = PolicyVersion.Policy,
                ["version"] = version.Name,
                ["language"] = acceptance.Language,
                ["sha256"] = acceptance.TextSha256,
            },
            ["dct:conformsTo"] = $"{Profile}#receipt",
            ["dct:created"] = acceptance.AcceptedAt.ToIso(),
            ["dpv:hasIdentifier"] = acceptance.Id.ToString(),
            ["dct:publisher"] = portal.Root.AbsoluteUri,
            ["dpv:hasRecordOfActivity"] = new JsonArray(Record()),
        };

    private JsonObject Record() =>
        new()
        {
            ["dct:conformsTo"] = $"{Profile}#record",
            ["dct:identifier"] = acceptance.Id.ToString(),
            ["dpv:hasIdentifier"] = acceptance.Id.ToString(),
            ["dct:language"] = acceptance.Language,
            ["dpv:hasDataSubject"] = new JsonObject
            {
                ["@type"] = "dpv:DataSubject",
                ["dpv:hasIdentifier"] = worker.Id,
            },
            ["dpv:hasDataController"] = new JsonObject
            {
                ["@type"] = "dpv:DataController",
                ["dpv:hasIdentifier"] = portal.Root.AbsoluteUri,
                ["dpv:hasName"] = "JoinArena",
                ["dpv:hasContact"] = portal.GetUri("/").AbsoluteUri,
            },
            ["dpv:hasJurisdiction"] = $"loc:{worker.Jurisdiction}",
            ["dpv:hasNotice"] = new JsonObject
            {
                ["@type"] = "dpv:PrivacyNotice",
                ["@id"] = Notice,
                ["dct:title"] = version.Texts[acceptance.Language].Title,
                ["dct:date"] = version.Effective.ToIso(),
                ["dct:language"] = acceptance.Language,
                ["dpv:hasNoticeStatus"] = "dpv:NoticeUsed",
            },
            ["dpv:hasProcess"] = new JsonArray([
                .. version.Clauses.SelectMany(clause => clause.CoverageRules.Select(covers => Process(clause, covers))),
            ]),
            ["dpv:hasStorageCondition"] = new JsonObject
            {
                ["@type"] = "dpv:StorageCondition",
                ["dct:description"] = words[
                    "Until you ask for deletion. The policy says what may be kept longer."
                ].Value,
                ["dpv:hasNotice"] = Notice,
            },
            ["dpv:hasRight"] = new JsonArray(
                Right(words["See who has your data, what they got and what for"], "/my-data"),
                Right(words["Stop a use of your data"], "/acceptances"),
                Right(words["Have your data deleted"], "/deletion/new"),
                Right(words["See what you accepted and when"], AcceptanceService.GetPageUrl(acceptance.Id))
            ),
            ["events"] = new JsonArray(Event()),
        };

    private JsonObject Process(Clause clause, CoverageRule covers)
    {
        var process = Shared(clause, covers);
        if (clause.Basis is { } basis)
            process["dpv:hasLegalBasis"] = DpvTerms.ToDpv(basis);
        if (clause.Basis is LegalBasis.Consent)
        {
            process["dpv:hasConsentStatus"] = "dpv:ConsentGiven";
            process["dpv:hasConsentControl"] = new JsonObject
            {
                ["@type"] = "dpv:WithdrawConsent",
                ["dpv:isExercisedAt"] = portal.GetUri($"/policy/uses/{clause.Id}").AbsoluteUri,
            };
        }

        return process;
    }

    private JsonObject Shared(Clause clause, CoverageRule covers) =>
        new JsonObject
        {
            ["@type"] = "dpv:Process",
            ["dct:identifier"] = clause.Id,
            ["dct:title"] = clause.GetText(acceptance.Language).Heading,
            ["dpv:hasNotice"] = $"{Notice}#{clause.Id}",
            ["dpv:hasPersonalData"] = Names(covers.Categories),
            ["dpv:hasProcessing"] = covers.Direction switch
            {
                Direction.Disclosed => "dpv:Disclose",
                Direction.Collected => "dpv:Collect",
            },
            ["dpv:hasPurpose"] = Names(covers.Purposes),
            [
                covers.Direction switch
                {
                    Direction.Disclosed => "dpv:hasRecipient",
                    Direction.Collected => "dpv:hasDataSource",
                }
            ] = Names(covers.Recipients),
        };

    private JsonObject Right(string name, string path) =>
        new JsonObject
        {
            ["@type"] = "dpv:DataSubjectRight",
            ["dct:title"] = name,
            ["dpv:isExercisedAt"] = portal.GetUri(path).AbsoluteUri,
        };

    private JsonObject Event()
    {
        var happened = new JsonObject
        {
            ["dpv:hasNoticeStatus"] = "dpv:NoticeUsed",
            ["dpv:isIndicatedAtTime"] = acceptance.AcceptedAt.ToIso(),
            ["dpv:isIndicatedBy"] = worker.Id,
        };
        Add("dpv:hasIndicationMethod", acceptance.Wording);
        Add("wordingSha256", acceptance.WordingSha256);
        Add("signedInAt", acceptance.SignedInAt?.ToIso());
        Add("signedInBy", acceptance.SignedInBy);
        Add("follows", acceptance.PreviousAcceptanceId?.ToString());
        Add("portalVersion", acceptance.PortalVersion);
        return happened;

        void Add(string name, string? value)
        {
            if (value is not null)
                happened[name] = value;
        }
    }

    private static JsonArray Names<T>(IReadOnlySet<T> values)
        where T : struct, Enum => new([.. values.Order().Select(v => JsonValue.Create(v.ToKebabCase()))]);
}
