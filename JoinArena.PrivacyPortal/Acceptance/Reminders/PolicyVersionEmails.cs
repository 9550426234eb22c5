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
/// The notice about a version, in the worker's language: when it comes into force, what it changes for them, and what
/// they can do.
/// </summary>
public sealed class PolicyVersionEmails(
    PolicyLibrary library,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <param name="version">The new version, which may already be in force.</param>
    /// <param name="accepted">The last version the worker accepted, or null.</param>
    /// <param name="worker">The worker who gets the notice.</param>
    public Notice CreateNotice(PolicyVersion version, string? accepted, Worker worker) =>
        CultureScope.Run(
            worker.Language,
            () =>
            {
                var shown = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
                var before = library.Find(accepted ?? "") ?? library.Versions.Last(v => v.Number < version.Number);
                var day = shown.Date(version.EffectiveDate);
                var isComing = version.Effective > clock.GetInstant();
                return new Notice(
                    Subject(version, day, isComing),
                    [
                        isComing
                            ? words[
                                "Version {1} of the privacy policy comes into force on {0}. What is new: {2}",
                                day,
                                version.Name,
                                version.GetSummary(PortalLanguage.Current.Tag)
                            ]
                            : words[
                                "Version {1} of the privacy policy came into force on {0}. What is new: {2}",
                                day,
                                version.Name,
                                version.GetSummary(PortalLanguage.Current.Tag)
                            ],
                        .. version.Example
                            ? (string[])
                                [
                                    words["Example, not JoinArena’s policy."]
                                        + " "
                                        + words[
                                            "It shows what a later version could look like. It is only in this demo."
                                        ],
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
                "The wording of the privacy policy changes on {0}: version {1}",
                day,
                version.Name
            ],
            (ChangeKind.Editorial, false) => words[
                "The wording of the privacy policy has changed: version {0}",
                version.Name
            ],
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
            return [words["Only the wording changed. The meaning is the same."]];
        var change = CoverageChange.Create(before.Clauses, version.Clauses);
        if (
            change.IsEmpty
            && !VersionOrderCheck.GetLegalBases(version).ToHashSet().SetEquals(VersionOrderCheck.GetLegalBases(before))
        )
        {
            return [words["The legal basis for using your data has changed."]];
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
            return [words["You do not need to do anything."]];
        var rights = words["You can see who has your data and ask for deletion whether you accept or not."];
        return (isComing, accepted) switch
        {
            (true, null) =>
            [
                words["You do not need to do anything now. You can accept it here from that day."],
                rights,
            ],
            (true, _) =>
            [
                words[
                    "You do not need to do anything now. You accepted version {0}. From that day we will ask you to "
                        + "accept the new version.",
                    accepted
                ],
                rights,
            ],
            (false, _) =>
            [
                words[
                    "Read what has changed, then decide. You can see who has your data and ask for deletion whether "
                        + "you accept or not."
                ],
            ],
        };
    }
}
