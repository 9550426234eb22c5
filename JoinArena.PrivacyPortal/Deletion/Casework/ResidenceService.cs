using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>Corrects where the worker lived when they made a request. Their announced residence stays as it is.</summary>
public sealed class ResidenceService(
    RequestTransactions requests,
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    RequestEmails emails,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>
    /// Corrects the residence of an open request. Other laws then hold, and the dates are worked out again from the same
    /// receipt; the worker is told.
    /// </summary>
    /// <param name="residence">An ISO 3166 code such as <c>DE</c> or <c>US-TX</c>.</param>
    public Task<Result<string, CaseworkError>> CorrectAsync(
        string number,
        string? residence,
        Actor by,
        CancellationToken ct
    ) =>
        requests.ChangeAsync(
            r => r.Number == number && r.ConfirmedAt != null,
            CaseworkError.NotFound,
            (db, request) => CorrectAsync(db, request, residence, by, ct),
            ct
        );

    /// <summary>The email about the new dates, as it would be sent now. Nothing is changed.</summary>
    /// <inheritdoc cref="CorrectAsync(string, string?, Actor, CancellationToken)"/>
    public async Task<Result<Notice, CaseworkError>> PreviewAsync(
        string number,
        string? residence,
        Actor by,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db
            .DeletionRequests.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Number == number && r.ConfirmedAt != null, ct);
        if (request is null)
            return CaseworkError.NotFound;
        if (await RedateAsync(db, request, residence, by, ct) is { } error)
            return error;
        return await ComposeAsync(db, request, ct);
    }

    private async Task<CaseworkError?> CorrectAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? residence,
        Actor by,
        CancellationToken ct
    )
    {
        if (await RedateAsync(db, request, residence, by, ct) is { } error)
        {
            // A form that is sent twice has done what it says.
            return error is CaseworkError.Unchanged ? null : error;
        }

        var redated = request.FindLastEvent(RequestEventKind.ResidenceCorrected);
        await db.Ledger.AppendAsync(DeletionRedated.FromRequest(request, redated.At), redated.Id, ct);
        await db.SendAboutAsync(request, await ComposeAsync(db, request, ct), redated.At, ct);
        return null;
    }

    private async Task<CaseworkError?> RedateAsync(
        PortalDbContext db,
        DeletionRequest request,
        string? residence,
        Actor by,
        CancellationToken ct
    )
    {
        if (!CountryCode.TryReadPlace(residence?.Trim() ?? "", out var code, out _))
            return CaseworkError.PlaceUnknown;
        if (!request.State.IsOpen)
            return CaseworkError.NotNow;
        if (string.Equals(code, request.Jurisdiction, StringComparison.Ordinal))
            return CaseworkError.Unchanged;

        var held = await PartyHoldings.FindAsync(db, request.WorkerId, request.Scope, ct);
        var jobs = await RequestPlacesQuery.FindJobsAsync(db, rules, request.WorkerId, request.Scope, held, ct);
        var known = request.Places with { Residence = code };
        var places = known.WithJobs(jobs) ?? known;
        request.CorrectResidence(places, rules.ComputeDeadlinesAgain(places, request), by, clock.GetInstant());
        return null;
    }

    private Task<Notice> ComposeAsync(PortalDbContext db, DeletionRequest request, CancellationToken ct) =>
        emails.ComposeAsync(
            db,
            request,
            shown =>
                (
                    words["The dates of your deletion request {0} have changed", request.Number],
                    [
                        words["We have corrected where you lived when you made this request, so another law decides."],
                        words["You will have an answer by {0}.", shown.Date(request.DueBy!.Value)],
                    ]
                ),
            ct
        );
}
