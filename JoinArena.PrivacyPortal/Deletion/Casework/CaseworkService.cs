using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>The team's own work on a request: assigning it, notes, and checking the worker's identity.</summary>
public sealed class CaseworkService(
    RequestTransactions requests,
    DeadlineRules rules,
    DecisionEmails emails,
    TimeProvider clock
)
{
    /// <summary>Assigns an open request to an officer, or to no one.</summary>
    /// <param name="officer">The sign-in of an officer; null or empty for no one.</param>
    public Task<Result<string, CaseworkError>> AssignAsync(
        string number,
        string? officer,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => AssignAsync(db, request, officer, by, ct), ct);

    private async Task<CaseworkError?> AssignAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? officer,
        Actor by,
        CancellationToken ct
    )
    {
        if (!request.State.IsOpen)
            return CaseworkError.NotNow;
        var owner = string.IsNullOrWhiteSpace(officer)
            ? null
            : (await db.GetAddressesAsync([Roles.Officer], ct)).FirstOrDefault(o =>
                o.Equals(officer.Trim(), StringComparison.OrdinalIgnoreCase)
            );
        if (owner is null && !string.IsNullOrWhiteSpace(officer))
            return CaseworkError.NoOfficer;
        if (!string.Equals(request.Owner, owner, StringComparison.Ordinal))
            request.Assign(owner, by, clock.GetInstant());
        return null;
    }

    /// <summary>Adds a note for the team, also after the end of the request.</summary>
    public Task<Result<string, CaseworkError>> AddNoteAsync(
        string number,
        string? body,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => Task.FromResult(AddNote(db, request, body, by)), ct);

    private CaseworkError? AddNote(PortalDbContext db, DeletionRequest request, string? body, Actor by)
    {
        if (string.IsNullOrWhiteSpace(body))
            return CaseworkError.TextNeeded;
        if (body.Trim().Length > RequestNote.MaxBodyLength)
            return CaseworkError.TooLong;
        db.RequestNotes.Add(
            new()
            {
                RequestId = request.Id,
                WrittenBy = by.Name!,
                WrittenAt = clock.GetInstant(),
                Body = body.Trim(),
            }
        );
        return null;
    }

    /// <summary>
    /// Asks the worker to prove who they are. No party is notified until they have; the law says if the deadline moves.
    /// </summary>
    public Task<Result<string, CaseworkError>> RequestIdentityProofAsync(
        string number,
        string? reason,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => RequestIdentityProofAsync(db, request, reason, by, ct), ct);

    private async Task<CaseworkError?> RequestIdentityProofAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? reason,
        Actor by,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
            return CaseworkError.TextNeeded;
        if (reason.Trim().Length > DeletionRequest.MaxDecisionLength)
            return CaseworkError.TooLong;
        if (!request.CanRequestIdentityProof)
            return CaseworkError.NotNow;
        var now = clock.GetInstant();
        request.RequestIdentityProof(by, now);
        await db.Ledger.AppendAsync(
            new IdentityAsked(request.WorkerId, now, request.Number, reason.Trim()),
            request.FindLastEvent(RequestEventKind.IdentityAsked).Id,
            ct
        );
        await emails.SendIdentityCheckAsync(db, request, reason, ct);
        return null;
    }

    /// <summary>
    /// Records that the worker has proved who they are. A request that waited continues, with the deadline as the law now
    /// counts it: the wait ended when the proof came, not when an officer read it. One that was withheld goes to the
    /// worker again.
    /// </summary>
    public Task<Result<string, CaseworkError>> RecordIdentityProofAsync(
        string number,
        IdentityProof proof,
        Actor by,
        CancellationToken ct
    ) => ChangeAsync(number, (db, request) => RecordIdentityProofAsync(db, request, proof, by, ct), ct);

    /// <inheritdoc cref="RecordIdentityProofAsync(string, IdentityProof, Actor, CancellationToken)"/>
    /// <remarks>Adds to the caller's unit of work.</remarks>
    internal async Task<CaseworkError?> RecordIdentityProofAsync(
        PortalDbContext db,
        DeletionRequest request,
        IdentityProof proof,
        Actor by,
        CancellationToken ct
    )
    {
        var isWithheld = request.WithheldSince is not null;
        if (!isWithheld && request.IdentityProvenAt is not null)
            return null;
        if (!isWithheld && (request.State is not RequestState.Confirmed || !request.IsIdentityAwaited))
            return CaseworkError.NotNow;
        var now = clock.GetInstant();
        var asked = request.ProofAwaitedSince!.Value;
        if (await FindArrivalAsync(db, request, asked, proof, ct) is not { } proven)
            return CaseworkError.ProofNeeded;
        if (proven < asked || proven > now)
            return CaseworkError.ProofOutsideWait;
        if (isWithheld)
        {
            request.Release(by, now);
        }
        else
        {
            var deadlines = rules.ComputeDeadlines(request.Places, request.CountsFrom!.Value, new(asked, proven));
            request.RecordIdentityProof(deadlines, by, proven, now);
        }

        var due = request.DueBy!.Value.ToIsoDay();
        await db.Ledger.AppendAsync(
            new IdentityProven(request.WorkerId, now, request.Number, due, proven.ToIso()),
            request.FindLastEvent(RequestEventKind.IdentityProven).Id,
            ct
        );
        await (
            isWithheld ? emails.SendReleasedAsync(db, request, ct) : emails.SendIdentityProvenAsync(db, request, ct)
        );
        return null;
    }

    /// <returns>Null if the proof names neither a message of the worker nor a day.</returns>
    private async Task<DateTimeOffset?> FindArrivalAsync(
        PortalDbContext db,
        DeletionRequest request,
        DateTimeOffset asked,
        IdentityProof proof,
        CancellationToken ct
    )
    {
        if (proof.ConfirmedAt is { } confirmed)
            return confirmed;
        if (proof.MessageId is { } id)
        {
            return await db
                .RequestMessages.Where(m => m.Id == id && m.RequestId == request.Id && m.Author == ActorKind.Worker)
                .Select(m => (DateTimeOffset?)m.SentAt)
                .SingleOrDefaultAsync(ct);
        }

        if (proof.Day is not { } day)
            return null;
        var zone = rules.FindJurisdiction(request.Jurisdiction).Zone;
        // On the day it was asked for, it came after that.
        return day == rules.ToLocalDay(request.Jurisdiction, asked) ? asked : day.StartOfDay(zone);
    }

    private Task<Result<string, CaseworkError>> ChangeAsync(
        string number,
        Func<PortalDbContext, DeletionRequest, Task<CaseworkError?>> change,
        CancellationToken ct
    ) => requests.ChangeAsync(r => r.Number == number && r.ConfirmedAt != null, CaseworkError.NotFound, change, ct);
}
