using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>A worker's deletion requests, with what each party answered, in the export of their data.</summary>
internal sealed class DeletionExport(IDbContextFactory<PortalDbContext> contexts) : IExportedList
{
    public string Name => "deletionRequests";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path switch
        {
            "state" when KebabCase.TryParse<RequestState>(code, out var state) => words.Describe(state),
            "scope" when KebabCase.TryParse<ScopeKind>(code, out var scope) => words.DescribeKind(scope),
            "channel" when KebabCase.TryParse<RequestChannel>(code, out var channel) => words.Name(channel),
            "parties/state" when KebabCase.TryParse<TaskState>(code, out var state) => words.Describe(state),
            "remedies/kind" when KebabCase.TryParse<RemedyKind>(code, out var kind) => words.Describe(kind),
            "remedies/outcome" when KebabCase.TryParse<RemedyOutcome>(code, out var outcome) => words.Describe(outcome),
            _ => null,
        };

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var numbers = await db
            .DeletionRequests.Where(r => r.WorkerId == workerId && r.WithheldSince == null)
            .OrderBy(r => r.SubmittedAt)
            .ThenBy(r => r.Number)
            .Select(r => r.Number)
            .ToListAsync(ct);
        foreach (var number in numbers)
        {
            var request = await db
                .DeletionRequests.AsNoTracking()
                .Include(r => r.Tasks)
                .SingleAsync(r => r.Number == number, ct);
            var notes = await db
                .RequestNotes.AsNoTracking()
                .Where(n => n.RequestId == request.Id)
                .OrderBy(n => n.WrittenAt)
                .ThenBy(n => n.Id)
                .ToListAsync(ct);
            var remedies = await db
                .RemedyCases.AsNoTracking()
                .Where(c => c.RequestId == request.Id)
                .OrderBy(c => c.ReceivedAt)
                .ToListAsync(ct);
            yield return new()
            {
                ["number"] = request.Number,
                ["state"] = request.State.ToKebabCase(),
                ["scope"] = request.Scope.Kind.ToKebabCase(),
                ["channel"] = request.Channel.ToKebabCase(),
                ["receivedAt"] = request.CountsFrom?.ToIso(),
                ["submittedAt"] = request.SubmittedAt.ToIso(),
                ["confirmedAt"] = request.ConfirmedAt?.ToIso(),
                ["dueBy"] = request.DueBy?.ToIsoDay(),
                ["residence"] = request.Jurisdiction,
                ["jobLocations"] = new JsonArray([
                    .. request
                        .Places.Jobs.Select(j => j.Place)
                        .Distinct(StringComparer.Ordinal)
                        .Select(place => JsonValue.Create(place)),
                ]),
                ["endedAt"] = request.EndedAt?.ToIso(),
                ["keptUntil"] = request.KeptUntil?.ToIsoDay(),
                ["notes"] = new JsonArray([
                    .. notes.Select(n => new JsonObject { ["at"] = n.WrittenAt.ToIso(), ["text"] = n.Body }),
                ]),
                ["remedies"] = new JsonArray([
                    .. remedies.Select(c => new JsonObject
                    {
                        ["kind"] = c.Kind.ToKebabCase(),
                        ["receivedAt"] = c.ReceivedAt.ToIso(),
                        ["text"] = c.Statement,
                        ["dueBy"] = c.DueBy.ToIsoDay(),
                        ["outcome"] = c.Outcome?.ToKebabCase(),
                        ["answeredAt"] = c.AnsweredAt?.ToIso(),
                        ["reasons"] = c.Reasons,
                    }),
                ]),
                ["parties"] = new JsonArray([
                    .. request
                        .Tasks.OrderBy(t => t.PartyId, StringComparer.Ordinal)
                        .Select(t => new JsonObject
                        {
                            ["partyId"] = t.PartyId,
                            ["party"] = t.PartyName,
                            ["state"] = t.State.ToKebabCase(),
                            ["endedAt"] = t.EndedAt?.ToIso(),
                        }),
                ]),
            };
        }
    }
}
