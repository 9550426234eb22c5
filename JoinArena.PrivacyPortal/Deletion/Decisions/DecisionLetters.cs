using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>What a worker is written when the team takes more time or refuses. Officers read exactly this before it is sent.</summary>
public sealed class DecisionLetters(IStringLocalizer<Words> words, DeadlineRules rules, DeletionLetters letters, TimeProvider clock)
{
    /// <summary>The letter that the period is longer, with the reason and where to complain (GDPR 12(3)).</summary>
    /// <param name="dueBy">The new last day.</param>
    public Task<Notice> ExtensionAsync(PortalDbContext db, DeletionRequest request, DateOnly dueBy, string reason, CancellationToken ct) => letters.ComposeAsync(db, request, shown => (
        words["We need more time for your deletion request {0}", request.Number],
        [
            words["You will have an answer by {0}, and not by {1} as we wrote before.", shown.Date(dueBy), shown.Date(request.FirstDueBy ?? request.DueBy!.Value)],
            words["Why: {0}", reason.Trim()],
            words["The law allows this once ({0}).", rules.NameOf(request.Law!)],
            Complain(request, shown),
        ]), ct);

    /// <summary>The letter that it is refused: the ground, the reasons, and what can be done about it (GDPR 12(4)).</summary>
    /// <param name="party">The name of the party whose part is refused; null for the whole request.</param>
    public Task<Notice> RefusalAsync(PortalDbContext db, DeletionRequest request, string? party, string ground, string reason, CancellationToken ct) => letters.ComposeAsync(db, request, shown => (
        party is null ? words["We cannot do what you ask in deletion request {0}", request.Number] : words["We cannot do a part of what you ask in deletion request {0}", request.Number],
        [
            party is null ? words["We have not told anyone to erase your data."] : words["We have not told {0} to erase your data.", party],
            words["Why: {0}", reason.Trim()],
            .. rules.Ground(request.Jurisdiction, ground) is { } found ? [$"{words[found.Words]} ({found.Citation})"] : Array.Empty<string>(),
            Complain(request, shown),
            words["You can also go to court, or write to us under the request."],
        ]), ct);

    internal async Task SendExtensionAsync(PortalDbContext db, DeletionRequest request, string reason, CancellationToken ct) =>
        await db.Notices.ToWorkerAsync(request.WorkerId, await ExtensionAsync(db, request, request.DueBy!.Value, reason, ct), clock.GetInstant(), ct);

    internal async Task SendRefusalAsync(PortalDbContext db, DeletionRequest request, string? party, string ground, string reason, CancellationToken ct) =>
        await db.Notices.ToWorkerAsync(request.WorkerId, await RefusalAsync(db, request, party, ground, reason, ct), clock.GetInstant(), ct);

    private string Complain(DeletionRequest request, Shown shown) => words["If you disagree, you can complain to {0}.", shown.List(rules.ComplainTo(request.Jurisdiction).Select(c => words[c].Value))];
}
