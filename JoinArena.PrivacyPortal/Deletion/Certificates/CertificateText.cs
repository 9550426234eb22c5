using System.Text.Json;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>
/// What a certificate says: scope, each party with its outcome and time, what is kept, on which ground, until when, and
/// where to complain (GDPR 12(4)). The signed text is this, and the page shows this.
/// </summary>
/// <param name="Type">Always <c>deletion-certificate</c>.</param>
/// <param name="Worker">JoinArena's id of the worker.</param>
/// <param name="Refusal">Why JoinArena refused it as a whole, if it did.</param>
/// <param name="Replaces">The earlier certificate of the same request, if there was one.</param>
/// <param name="ComplainTo">The authorities; <paramref name="Remedies"/> says more.</param>
/// <param name="Remedies">
/// What can be done about a refusal, law by law; null in certificates from before they said it.
/// </param>
/// <param name="RequestKept">
/// Until when the record of the request itself is kept; null in certificates from before they said it.
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
    private const string TypeName = "deletion-certificate";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new InstantAsIso(),
        },
    };

    /// <param name="id">The certificate's.</param>
    /// <param name="request">Has ended.</param>
    /// <param name="rules">For the names of grounds, laws and authorities.</param>
    /// <param name="replaces">The certificate before this one of the same request, if any.</param>
    /// <param name="now">When it is issued.</param>
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
                    .Select(t => CertifiedParty.FromTask(t, rules.FindGround(request.Jurisdiction, t.Ground))),
            ],
            rules.FindComplaintAuthorities(request.Jurisdiction),
            rules.FindRemedies(request.Jurisdiction),
            CertifiedRetention.FromRequest(request, rules)
        );

    /// <summary>Reads the text back.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static CertificateText Parse(string json) =>
        JsonSerializer.Deserialize<CertificateText>(json, s_json)
        ?? throw new JsonException("A certificate is not null.");

    /// <summary>One line of canonical JSON, with its newline.</summary>
    public string ToCanonicalJson() => CanonicalJson.Write(JsonSerializer.SerializeToNode(this, s_json)!) + "\n";

    private sealed class InstantAsIso : JsonConverter<DateTimeOffset>
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

/// <summary>Until when the portal keeps the record of the request.</summary>
/// <param name="Until">The last day.</param>
/// <param name="Law">The code of the law whose period is the longest.</param>
/// <param name="Citation">Where it says so.</param>
public sealed record CertifiedRetention(DateOnly Until, string Law, string Citation)
{
    internal static CertifiedRetention? FromRequest(DeletionRequest request, DeadlineRules rules) =>
        request.KeptUntil is { } until && rules.ComputeRetentionEnd(request.Jurisdiction, until) is var kept
            ? new(until, kept.Law, kept.Citation)
            : null;
}

/// <summary>The law whose clock ran.</summary>
public sealed record CertifiedLaw(string Code, string Name);

/// <summary>What was to be erased.</summary>
public sealed record CertifiedScope(
    ScopeKind Kind,
    IReadOnlyList<DataCategory>? Categories,
    string? InterviewId,
    string? PartyId
)
{
    internal static CertifiedScope FromScope(DeletionScope scope) =>
        new(scope.Kind, scope.Categories.Count > 0 ? scope.Categories : null, scope.InterviewId, scope.PartyId);
}

/// <summary>A party's part.</summary>
/// <param name="Items">How many things it was told to erase.</param>
public sealed record CertifiedParty(
    string Id,
    string Name,
    PartyKind Kind,
    IReadOnlyList<DataCategory> Categories,
    int Items,
    TaskState Outcome,
    DateTimeOffset? ToldAt,
    DateTimeOffset? AnsweredAt,
    CertifiedGround? Ground,
    DateOnly? KeptUntil,
    string? Note
)
{
    internal static CertifiedParty FromTask(ErasureTask task, Ground? ground) =>
        new(
            task.PartyId,
            task.PartyName,
            task.PartyKind,
            [.. task.Items.Select(i => i.Category).Distinct().Order()],
            task.Items.Count,
            task.State,
            task.NotifiedAt,
            task.EndedAt,
            ground is null ? null : new(ground.Code, ground.Citation, ground.Text),
            task.Until,
            task.Note
        );
}

/// <summary>On what ground something is kept or refused.</summary>
public sealed record CertifiedGround(string Code, string Citation, string Words);

/// <summary>Why JoinArena refused a request as a whole.</summary>
public sealed record CertifiedRefusal(CertifiedGround? Ground, string Words)
{
    internal static CertifiedRefusal? FromRequest(DeletionRequest request, DeadlineRules rules) =>
        request.RefusalReason is not { } words
            ? null
            : new(
                rules.FindGround(request.Jurisdiction, request.RefusalGround) is { } ground
                    ? new(ground.Code, ground.Citation, ground.Text)
                    : null,
                words
            );
}
