using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Comparing;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Reminders;

/// <summary>
/// What a worker is told of a version, in their language: from when it is in force, what it changes for them, and what
/// they can do.
/// </summary>
public sealed class PolicyVersionEmails(
    PolicyLibrary library,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <param name="version">The version that comes, or has come.</param>
    /// <param name="accepted">The version the worker accepted last; null for none.</param>
    /// <param name="worker">Who is told.</param>
    public Notice CreateNotice(PolicyVersion version, string? accepted, Worker worker) =>
        CultureScope.Run(
            worker.Locale,
            () =>
            {
                var (shown, before) = (
                    new DisplayFormatter(words, clock).UseZone(worker.TimeZone),
                    library.Find(accepted ?? "") ?? library.Versions.Last(v => v.Number < version.Number)
                );
                var (day, isComing) = (shown.Date(version.EffectiveDate), version.Effective > clock.GetInstant());
                return new Notice(
                    Subject(version, day, isComing),
                    [
                        isComing
                            ? words[
                                "From {0} on, version {1} of the privacy policy is in force. What is new: {2}",
                                day,
                                version.Name,
                                version.GetSummary(worker.Locale.Split('-')[0])
                            ]
                            : words[
                                "Version {1} of the privacy policy is in force since {0}. What is new: {2}",
                                day,
                                version.Name,
                                version.GetSummary(worker.Locale.Split('-')[0])
                            ],
                        .. version.Example
                            ? (string[])
                                [
                                    $"{words["Example, not JoinArena's policy."]} {words["It shows what a later version could look like, and stands in the demo only."]}",
                                ]
                            : [],
                        .. Changes(version, before, shown),
                        .. ToDo(version, accepted, isComing),
                    ],
                    isComing || version.Change is ChangeKind.Editorial
                        ? PolicyUrls.GetComparisonUrl(before, version)
                        : "/policy/accept"
                );
            }
        );

    private string Subject(PolicyVersion version, string day, bool isComing) =>
        (version.Change, isComing) switch
        {
            (ChangeKind.Editorial, true) => words[
                "New words in the privacy policy from {0} on: version {1}",
                day,
                version.Name
            ],
            (ChangeKind.Editorial, false) => words["New words in the privacy policy: version {0}", version.Name],
            (ChangeKind.Initial or ChangeKind.Material, true) => words[
                "The privacy policy changes on {0}: version {1}",
                day,
                version.Name
            ],
            (ChangeKind.Initial or ChangeKind.Material, false) => words[
                "Version {0} of the privacy policy is in force",
                version.Name
            ],
        };

    private IEnumerable<string> Changes(PolicyVersion version, PolicyVersion before, DisplayFormatter shown)
    {
        if (version.Change is ChangeKind.Editorial)
            return [words["It means the same in other words."]];
        var change = CoverageChange.Create(before.Clauses, version.Clauses);
        if (
            change.IsEmpty
            && !VersionOrderCheck.GetLegalBases(version).ToHashSet().SetEquals(VersionOrderCheck.GetLegalBases(before))
        )
        {
            return [words["What in the law it rests on has changed."]];
        }

        return change.IsEmpty
            ? [words["What may happen to your data has not changed."]]
            :
            [
                .. change.Added.Select(c => words.DescribeAdded(c, shown)),
                .. change.Removed.Select(c => words.DescribeRemoved(c, shown)),
            ];
    }

    private IEnumerable<string> ToDo(PolicyVersion version, string? accepted, bool isComing)
    {
        if (version.Change is ChangeKind.Editorial)
            return [words["You need not do anything."]];
        var rights = words["You see who has your data, and can ask for deletion, whether you accept or not."];
        return (isComing, accepted) switch
        {
            (true, null) => [words["You need not do anything now. From that day on you can accept it here."], rights],
            (true, _) =>
            [
                words[
                    "You need not do anything now. You accepted version {0}; from that day on we ask whether you accept the new one.",
                    accepted
                ],
                rights,
            ],
            (false, _) =>
            [
                words[
                    "Read what has changed, and decide. You see who has your data, and can ask for deletion, whether you accept or not."
                ],
            ],
        };
    }
}
