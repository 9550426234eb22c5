using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>The body of <c>POST /api/v1/deletion-requests</c>.</summary>
/// <param name="Channel">A <see cref="RequestChannel"/> in kebab case, but not <c>portal</c>.</param>
/// <param name="Scope">A <see cref="ScopeKind"/> in kebab case.</param>
/// <param name="Categories">For the scope <c>categories</c>.</param>
/// <param name="InterviewId">For the scope <c>interview</c>.</param>
/// <param name="PartyId">For the scope <c>party</c>.</param>
/// <param name="Proof">What shows that the worker asked; of an agent, the signed permission.</param>
/// <param name="Agent">Who asks for the worker; for the channel <c>agent</c>.</param>
internal sealed record DeletionRequestBody(
    string? WorkerId,
    [property: Instant] string? ReceivedAt,
    string? Channel,
    string? Scope,
    IReadOnlyList<string>? Categories = null,
    string? InterviewId = null,
    string? PartyId = null,
    string? Proof = null,
    string? Agent = null
)
{
    /// <summary>Returns the request, or each field that is not valid.</summary>
    public Result<ReceivedRequest, InvalidFields> ToReceived(DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (!WorkerAnnouncement.IsValidId(WorkerId))
            errors.Add(new("/workerId", "Give an id of 1 to 200 letters, digits and . _ : -"));
        if (!Rfc3339.TryParse(ReceivedAt, out var receivedAt))
            errors.Add(new("/receivedAt", Rfc3339.Expected));
        if (!KebabCase.TryParse<RequestChannel>(Channel, out var channel))
            errors.Add(new("/channel", IntakeProblems.ChannelExpected));
        var scope = ReadScope(errors);
        errors.AddTextFault("/proof", Proof, allowsLines: true);
        errors.AddTextFault("/agent", Agent);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        var received = new ReceivedRequest(WorkerId!, channel, receivedAt.ToInstant(), scope!)
        {
            Proof = string.IsNullOrWhiteSpace(Proof) ? null : Proof.Trim(),
            Agent = string.IsNullOrWhiteSpace(Agent) ? null : Agent.Trim(),
        };
        errors.AddRange(IntakeCheck.FindErrors(received, now).Select(IntakeProblems.ToFieldError));
        return errors.Count > 0 ? new InvalidFields(errors) : received;
    }

    private DeletionScope? ReadScope(List<FieldError> errors)
    {
        if (!KebabCase.TryParse<ScopeKind>(Scope, out var kind))
        {
            errors.Add(new("/scope", $"Give one of {string.Join(", ", KebabCase.GetNames<ScopeKind>())}."));
            return null;
        }

        return kind switch
        {
            ScopeKind.Everything => DeletionScope.Everything,
            ScopeKind.Uncovered => DeletionScope.Uncovered,
            ScopeKind.Categories => ReadCategories(errors),
            ScopeKind.Interview => IsId("/interviewId", InterviewId, errors)
                ? DeletionScope.OfInterview(InterviewId!)
                : null,
            ScopeKind.Party => IsId("/partyId", PartyId, errors) ? DeletionScope.OfParty(PartyId!) : null,
        };
    }

    private DeletionScope? ReadCategories(List<FieldError> errors)
    {
        var read = new List<DataCategory>();
        foreach (var text in Categories ?? [])
        {
            if (KebabCase.TryParse<DataCategory>(text, out var category))
                read.Add(category);
        }

        if (read.Count > 0 && read.Count == Categories!.Count)
            return DeletionScope.OfCategories(read);
        errors.Add(
            new("/categories", $"Give at least one of {string.Join(", ", KebabCase.GetNames<DataCategory>())}.")
        );
        return null;
    }

    private static bool IsId(string pointer, string? id, List<FieldError> errors)
    {
        if (WorkerAnnouncement.IsValidId(id))
            return true;
        errors.Add(new(pointer, "Give an id of 1 to 200 letters, digits and . _ : -"));
        return false;
    }
}
