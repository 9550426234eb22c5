using System.Globalization;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// The updates a worker gets about their disclosures. They say how often and to which parties, never which data: others
/// may read an email, too.
/// </summary>
public sealed class DigestEmails(IStringLocalizer<SharedResource> words, DigestLinks links, TimeProvider clock)
{
    /// <summary>How many parties an update names.</summary>
    private const int MaxNames = 5;

    /// <summary>How many kinds of party a subject names; more are counted, and named in the email.</summary>
    private const int MaxKindsInSubject = 2;

    /// <summary>The digest of a month, in the worker's language and time zone.</summary>
    public Notice Compose(Worker worker, DigestMonth month, MonthlyTotals count) =>
        CultureScope.Run(
            worker.Language,
            () =>
            {
                var format = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
                var name = month.First.ToString(words["MMMM yyyy"], CultureInfo.CurrentCulture);
                return AddUnsubscribe(
                    worker,
                    new(
                        words["Your data in {0}", name],
                        [
                            words.Plural(
                                count.Times,
                                "In {1}, data about you went to a party, or came from one, once.",
                                "In {1}, data about you went to parties, or came from them, {0} times.",
                                name
                            ),
                            words.Plural(
                                count.Parties.Count,
                                "The party: {1}.",
                                "The {0} parties: {1}.",
                                ListNames(format, count.Parties)
                            ),
                            .. count.Uncovered == 0
                                ? []
                                : new[]
                                {
                                    words.Plural(
                                        count.Uncovered,
                                        "One of these disclosures is not covered by a policy you had accepted. "
                                            + "The privacy team knows about it.",
                                        "{0} of these disclosures are not covered by a policy you had accepted. "
                                            + "The privacy team knows about them."
                                    ),
                                },
                            words[
                                "The month is counted in {0} time. Your page lists every disclosure with its time and purpose.",
                                format.ZoneName
                            ],
                        ],
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"/my-data?from={month.First:yyyy-MM-dd}&to={month.Last:yyyy-MM-dd}"
                        )
                    )
                );
            }
        );

    /// <summary>An update about kinds of party that are new to the worker.</summary>
    public Notice Compose(Worker worker, IReadOnlyList<NewRecipientKind> kinds) =>
        CultureScope.Run(
            worker.Language,
            () =>
            {
                var format = new DisplayFormatter(words, clock).UseZone(worker.ShownTimeZone);
                return AddUnsubscribe(
                    worker,
                    new(
                        kinds.Count > MaxKindsInSubject
                            ? words["New to your data: {0} kinds of parties", kinds.Count]
                            : words[
                                "New to your data: {0}",
                                format.List(kinds.Select(k => words.DescribePlural(k.Kind)))
                            ],
                        [
                            .. kinds.Select(k =>
                                (string)
                                    words[
                                        k.IsCollected
                                            ? "For the first time, data about you came from {0}: {1}."
                                            : "For the first time, data about you went to {0}: {1}.",
                                        words.DescribePlural(k.Kind),
                                        ListNames(format, k.Parties)
                                    ]
                            ),
                            words[
                                "JoinArena reported this on {0}. Your page shows which data it was and the purpose.",
                                format.DateAndTime(kinds.Min(k => k.At))
                            ],
                        ],
                        "/my-data"
                    )
                );
            }
        );

    private Notice AddUnsubscribe(Worker worker, Notice notice) =>
        notice with
        {
            Unsubscribe = new(
                links.CreateStopPath(worker.Id),
                words["To stop these emails, open this address. You do not need to sign in."]
            ),
        };

    private string ListNames(DisplayFormatter format, IReadOnlyList<string> parties) =>
        parties.Count <= MaxNames
            ? format.List(parties.Select(p => p.IsolateBidi()))
            : format.List([
                .. parties.Take(MaxNames - 1).Select(p => p.IsolateBidi()),
                words.Plural(parties.Count - MaxNames + 1, "1 more", "{0} more"),
            ]);
}
