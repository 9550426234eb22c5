using System.Text.Json;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>
/// The content of a certificate: the scope, each party's outcome and time, what is kept, on which ground and until
/// when, and where to complain (GDPR 12(4)). The signed text and the page are both made from it. Every property is a
/// member of the signed JSON.
/// </summary>
/// <param name="Type">Always <c>deletion-certificate</c>.</param>
/// <param name="Worker">The worker's id at JoinArena.</param>
/// <param name="Refusal">Why JoinArena refused the whole request; null if it did not.</param>
/// <param name="Replaces">The id of the earlier certificate of the same request, or null.</param>
/// <param name="ComplainTo">The authorities that take complaints; <paramref name="Remedies"/> has the details.</param>
/// <param name="Remedies">
/// What the worker can do about a refusal, law by law; null in certificates issued before remedies were recorded.
/// </param>
/// <param name="RequestKept">
/// How long the record of the request is kept; null in certificates issued before this was recorded.
/// </param>
public sealed record CertificateText(
    string Type,
    Guid Id,
    DateTimeOffset IssuedAt,
    Guid? Replaces,
    string Number,
    string Worker,
    RequestState State,
    DateTimeOffset ConfirmedAt,
    DateTimeOffset EndedAt,
    DateOnly DueBy,
    string Jurisdiction,
    CertifiedLaw Law,
    CertifiedScope Scope,
    CertifiedRefusal? Refusal,
    IReadOnlyList<CertifiedParty> Parties,
    IReadOnlyList<string> ComplainTo,
    IReadOnlyList<Remedy>? Remedies = null,
    CertifiedRetention? RequestKept = null
)
{
    /// <summary>How the request reached JoinArena; null in certificates issued before this was recorded.</summary>
    public RequestChannel? Channel { get; init; }

    /// <summary>
    /// Receipt in the law's sense, if it was before <see cref="ConfirmedAt"/>; null in older certificates too.
    /// </summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Where we looked, if our record named no party that held anything.</summary>
    public CertifiedSearch? Search { get; init; }

    private const string TypeName = "deletion-certificate";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new IsoInstantConverter(),
        },
    };

    /// <param name="id">The certificate's id.</param>
    /// <param name="request">A request that has ended.</param>
    /// <param name="rules">Supplies the names of grounds, laws and authorities.</param>
    /// <param name="replaces">The id of the earlier certificate of the same request, or null.</param>
    /// <param name="now">The time of issue.</param>
    internal static CertificateText FromRequest(
        Guid id,
        DeletionRequest request,
        DeadlineRules rules,
        Guid? replaces,
        DateTimeOffset now
    ) =>
        new(
            TypeName,
            id,
            now,
            replaces,
            request.Number,
            request.WorkerId,
            request.State,
            request.ConfirmedAt!.Value,
            request.EndedAt!.Value,
            request.DueBy!.Value,
            request.Jurisdiction!,
            new(request.Law!, rules.FindLawName(request.Law!)),
            CertifiedScope.FromScope(request.Scope),
            CertifiedRefusal.FromRequest(request, rules),
            [
                .. request
                    .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(t => t.Id)
                    .Select(t => CertifiedParty.FromTask(t, rules.FindGround(request.Places, t.Ground))),
            ],
            rules.FindComplaintAuthorities(request.Places),
            rules.FindRemedies(request.Places, request.KeepsSome),
            CertifiedRetention.FromRequest(request, rules)
        )
        {
            Channel = request.Channel,
            ReceivedAt = request.ReceivedAt,
        };

    /// <summary>Parses the text of a certificate.</summary>
    /// <exception cref="JsonException">The text is not a certificate.</exception>
    public static CertificateText Parse(string json) =>
        JsonSerializer.Deserialize<CertificateText>(json, s_json)
        ?? throw new JsonException("A certificate cannot be null.");

    /// <summary>What its headline is computed from.</summary>
    internal RequestOutcomes ToOutcomes() =>
        new(
            State,
            Scope.Kind,
            Parties.FirstOrDefault(p => p.Id == Scope.PartyId)?.Name ?? Scope.PartyId,
            Refusal is not null,
            [.. Parties.Select(p => new PartOutcome(p.Id, p.Name, p.Outcome, p.KeptUntil))]
        );

    /// <summary>One line of canonical JSON, ending with a newline.</summary>
    public string ToCanonicalJson() => CanonicalJson.Write(JsonSerializer.SerializeToNode(this, s_json)!) + "\n";

    private sealed class IsoInstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToIso());
    }
}
