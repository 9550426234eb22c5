using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>Records a worker's acceptance of the current version.</summary>
public sealed class AcceptanceService(
    IDbContextFactory<PortalDbContext> contexts,
    PolicyLibrary library,
    ReceiptIssuer receipts,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>Returns why the version cannot be accepted now, or null if it can.</summary>
    public AcceptanceError? Validate(string? version, string? language)
    {
        var now = clock.GetInstant();
        if (library.Find(version ?? "") is not { } found || !found.Texts.ContainsKey(language ?? ""))
            return AcceptanceError.UnknownVersion;
        if (found.Effective > now)
            return AcceptanceError.NotYetInForce;
        return found == library.FindInForce(now) ? null : AcceptanceError.NoLongerCurrent;
    }

    /// <summary>
    /// Records that the worker accepts the version. Accepting the same version again changes nothing.
    /// </summary>
    /// <param name="workerId">The worker's id.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="language">
    /// The language the text was shown in. What is accepted is the English text; a translation is for information.
    /// </param>
    /// <param name="evidence">How the worker did it.</param>
    /// <returns>The acceptance, new or existing, or why it was refused.</returns>
    public async Task<Result<AcceptanceResult, AcceptanceError>> AcceptAsync(
        string workerId,
        string version,
        string language,
        AcceptanceEvidence evidence,
        CancellationToken ct
    )
    {
        if (Validate(version, language) is { } error)
            return error;

        // The same worker may accept on another connection after we looked; the next try finds that.
        return await WriteRetry.RunAsync(() =>
            TryAcceptAsync(workerId, library.Find(version)!, language, evidence, ct)
        );
    }

    private async Task<AcceptanceResult> TryAcceptAsync(
        string workerId,
        PolicyVersion version,
        string language,
        AcceptanceEvidence evidence,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await DecisionLock.AcquireAsync(db, workerId, ct);
        var before = await db
            .Acceptances.AsNoTracking()
            .Where(a => a.WorkerId == workerId)
            .OrderByDescending(a => a.AcceptedAt)
            .ToListAsync(ct);
        if (before.Find(a => a.Version == version.Name) is { } known)
            return new AcceptanceResult(known, IsNew: false);

        var acceptance = new PolicyAcceptance
        {
            WorkerId = workerId,
            Version = version.Name,
            Language = PolicyVersion.English,
            ShownLanguage = language == PolicyVersion.English ? null : language,
            TextSha256 = version.Texts[PolicyVersion.English].Sha256,
            AcceptedAt = clock.GetInstant(),
            IpAddress = evidence.IpAddress,
            UserAgent = evidence.UserAgent,
            SignedInAt = evidence.SignedInAt?.ToInstant(),
            SignedInBy = evidence.SignedInBy,
            Wording = evidence.Wording?.Text,
            WordingSha256 = evidence.Wording?.Sha256,
            PortalVersion = PortalVersion.Current[..Math.Min(PortalVersion.Current.Length, 100)],
            PreviousAcceptanceId = before.FirstOrDefault()?.Id,
        };
        var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
        var receipt = receipts.Issue(acceptance, version, worker);
        await db.AddAcceptanceAsync(acceptance, ct);
        db.AcceptanceReceipts.Add(receipt);
        await db.Webhooks.PublishAsync(
            WebhookTypes.AcceptanceRecorded,
            new AcceptanceEventData(
                acceptance.Id,
                workerId,
                version.Name,
                acceptance.Language,
                acceptance.AcceptedAt.ToIso()
            ),
            acceptance.AcceptedAt,
            ct
        );
        db.Notices.SendToWorker(worker, Confirmation(acceptance, receipt, worker), acceptance.AcceptedAt);
        db.PublishChange(workerId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new AcceptanceResult(acceptance, IsNew: true);
    }

    private Notice Confirmation(PolicyAcceptance acceptance, AcceptanceReceipt receipt, Worker worker) =>
        new(
            words["You accepted version {0} of the privacy policy", acceptance.Version],
            [
                words[
                    "You accepted it on {0}.",
                    new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone).DateAndTime(acceptance.AcceptedAt)
                ],
                words[
                    "Your receipt is attached. It is signed, so anyone you show it to can check that no one has "
                        + "changed it."
                ],
                words[
                    "At any time you can read the text and what we recorded, see who has your data, and ask us to "
                        + "delete it."
                ],
            ],
            GetPageUrl(acceptance.Id)
        )
        {
            Attachments = [new(ReceiptFilesApi.GetFileName(acceptance.Version, "note"), receipt.Note)],
        };

    /// <summary>The path of the page that shows an acceptance.</summary>
    internal static string GetPageUrl(Guid id) => $"/acceptances/{id}";
}

/// <summary>An accepted version.</summary>
/// <param name="IsNew">True if this call recorded it, false if the worker had accepted it before.</param>
public sealed record AcceptanceResult(PolicyAcceptance Acceptance, bool IsNew);
