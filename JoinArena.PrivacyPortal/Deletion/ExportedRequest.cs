using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>A deletion request as the export of the worker's data has it: what its page shows, and the team's notes.</summary>
internal sealed record ExportedRequest(DeletionRequest Request, DeadlineRules Rules)
{
    /// <summary>The name of the party or interview, if the scope is one.</summary>
    public required ScopeName? ScopeName { get; init; }

    /// <summary>The number of the request that it replaces or adds to; null if there is none.</summary>
    public required string? Earlier { get; init; }

    public required IReadOnlyList<RequestNote> Notes { get; init; }

    public required IReadOnlyList<RequestMessage> Messages { get; init; }

    public required IReadOnlyList<RemedyCase> Remedies { get; init; }

    /// <summary>Data that was sent again, or reported late.</summary>
    public required IReadOnlyList<Redisclosure> NewCopies { get; init; }

    public required IReadOnlyList<ExportedHold> Holds { get; init; }

    /// <summary>What happened, oldest first.</summary>
    public required IReadOnlyList<ExportedStep> History { get; init; }

    public JsonObject ToJson()
    {
        var refused = Rules.FindGround(Request.Places, Request.RefusalGround);
        return new()
        {
            ["number"] = Request.Number,
            ["state"] = Request.State.ToKebabCase(),
            ["scope"] = Request.Scope.Kind.ToKebabCase(),
            ["categories"] = new JsonArray([
                .. Request.Scope.Categories.Select(c => JsonValue.Create(c.ToKebabCase())),
            ]),
            ["interviewId"] = Request.Scope.InterviewId,
            ["interviewAt"] = ScopeName?.Interview?.At?.ToIso(),
            ["partyId"] = Request.Scope.PartyId,
            ["party"] = ScopeName?.Party,
            ["reason"] = Request.Reason,
            ["channel"] = Request.Channel.ToKebabCase(),
            ["agent"] = Request.Agent,
            ["earlierNumber"] = Earlier,
            ["link"] = Earlier is null ? null : Request.Link?.ToKebabCase(),
            ["receivedAt"] = Request.CountsFrom?.ToIso(),
            ["submittedAt"] = Request.SubmittedAt.ToIso(),
            ["confirmedAt"] = Request.ConfirmedAt?.ToIso(),
            ["coolingOffEnds"] = Request.CoolingOffEnds?.ToIso(),
            ["dueBy"] = Request.DueBy?.ToIsoDay(),
            ["law"] = Request.Law,
            ["lawName"] = Request.Law is { } law ? Rules.FindLawName(law) : null,
            ["deadlineExplanation"] = ListTexts(Request.DeadlineExplanation),
            ["firstDueBy"] = Request.FirstDueBy?.ToIsoDay(),
            ["extendedAt"] = Request.ExtendedAt?.ToIso(),
            ["extensionReason"] = FindExtensionReason(),
            ["residence"] = Request.Jurisdiction,
            ["jobLocations"] = ListTexts(Request.Places.Jobs.Select(j => j.Place).Distinct(StringComparer.Ordinal)),
            ["endedAt"] = Request.EndedAt?.ToIso(),
            ["refusalReason"] = Request.RefusalReason,
            ["refusalGround"] = refused?.Text ?? Request.RefusalGround,
            ["refusalGroundCode"] = Request.RefusalGround,
            ["refusalCitation"] = refused?.Citation,
            ["keptUntil"] = Request.KeptUntil?.ToIsoDay(),
            ["notes"] = new JsonArray([
                .. Notes.Select(n => new JsonObject { ["at"] = n.WrittenAt.ToIso(), ["text"] = n.Body }),
            ]),
            ["messages"] = new JsonArray([.. Messages.Select(ToJson)]),
            ["remedies"] = new JsonArray([.. Remedies.Select(ToJson)]),
            ["parties"] = new JsonArray([
                .. Request.Tasks.OrderBy(t => t.PartyId, StringComparer.Ordinal).Select(ToJson),
            ]),
            ["legalHolds"] = new JsonArray([.. Holds.Select(h => h.ToJson())]),
            ["newCopies"] = new JsonArray([.. NewCopies.Select(ToJson)]),
            ["history"] = new JsonArray([.. History.Select(s => s.ToJson())]),
        };
    }

    private string? FindExtensionReason() =>
        History.LastOrDefault(s => s.Event.Kind is RequestEventKind.Extended)?.Reason;

    private static JsonObject ToJson(RequestMessage message) =>
        new()
        {
            ["id"] = message.Id,
            ["at"] = message.SentAt.ToIso(),
            ["from"] = message.Author.ToKebabCase(),
            ["kind"] = message.Kind.ToKebabCase(),
            ["text"] = message.Body,
        };

    private static JsonObject ToJson(RemedyCase filed) =>
        new()
        {
            ["kind"] = filed.Kind.ToKebabCase(),
            ["receivedAt"] = filed.ReceivedAt.ToIso(),
            ["text"] = filed.Statement,
            ["dueBy"] = filed.DueBy.ToIsoDay(),
            ["outcome"] = filed.Outcome?.ToKebabCase(),
            ["answeredAt"] = filed.AnsweredAt?.ToIso(),
            ["reasons"] = filed.Reasons,
            ["extendedAt"] = filed.ExtendedAt?.ToIso(),
            ["nextStep"] = filed.Outcome is RemedyOutcome.Denied ? filed.NextStep : null,
            ["law"] = filed.Law,
            ["citation"] = filed.Citation,
        };

    private static JsonObject ToJson(Redisclosure copy) =>
        new()
        {
            ["disclosureId"] = copy.DisclosureId,
            ["partyId"] = copy.PartyId,
            ["party"] = copy.PartyName,
            ["sentAt"] = copy.SentAt.ToIso(),
            ["foundAt"] = copy.FoundAt.ToIso(),
            ["isAfterRequest"] = copy.IsAfterRequest,
            ["action"] = copy.Action.ToKebabCase(),
        };

    private JsonObject ToJson(ErasureTask task)
    {
        var ground = Rules.FindGround(Request.Places, task.Ground);
        return new()
        {
            ["partyId"] = task.PartyId,
            ["party"] = task.PartyName,
            ["partyKind"] = task.PartyKind.ToKebabCase(),
            ["state"] = task.State.ToKebabCase(),
            ["categories"] = ListTexts(
                task.Items.Select(i => i.Category).Distinct().Order().Select(c => c.ToKebabCase())
            ),
            ["items"] = ListItems(task),
            ["notifiedAt"] = task.NotifiedAt?.ToIso(),
            ["acknowledgedAt"] = task.AcknowledgedAt?.ToIso(),
            ["endedAt"] = task.EndedAt?.ToIso(),
            ["keptUntil"] = task.Until?.ToIsoDay(),
            ["ground"] = ground?.Text ?? task.Ground,
            ["groundCode"] = task.Ground,
            ["citation"] = ground?.Citation,
            ["note"] = task.Note,
        };
    }

    // One text for all: a party may have thousands, and an object for each would take far more memory.
    private static JsonArray? ListItems(ErasureTask task) =>
        JsonArray.Create(
            JsonSerializer.SerializeToElement(
                task.Items.Select(i => new { id = i.ItemId, category = i.Category.ToKebabCase() })
            )
        );

    private static JsonArray ListTexts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}

/// <summary>A legal hold in an export.</summary>
/// <param name="PartyName">The party that must keep its copy; null for every party.</param>
internal sealed record ExportedHold(LegalHold Hold, string? PartyName)
{
    /// <summary>Without the citation, which is for the team only.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Hold.Id,
            ["partyId"] = Hold.PartyId,
            ["party"] = PartyName,
            ["placedAt"] = Hold.PlacedAt.ToIso(),
            ["liftedAt"] = Hold.LiftedAt?.ToIso(),
            ["reason"] = Hold.Reason,
        };
}

/// <summary>One line of a request's history in an export.</summary>
/// <param name="Reason">What an officer asked, or why the answer takes longer; null for everything else.</param>
internal sealed record ExportedStep(TrackedEvent Event, string? Reason)
{
    /// <summary>Without a name: who acted is a role.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["id"] = Event.Id,
            ["at"] = Event.At.ToIso(),
            ["event"] = Event.Kind.ToKebabCase(),
            ["by"] = Event.ActorKind.ToKebabCase(),
            ["party"] = Event.PartyName,
            ["state"] = Event.State?.ToKebabCase(),
            ["isKnownFromAnswer"] = Event.IsKnownFromAnswer,
            ["reason"] = Reason,
        };
}
