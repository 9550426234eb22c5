using System.Globalization;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>
/// What is written to a worker without their having asked: how often, and to whom; never what, since mail is read by
/// others too.
/// </summary>
public sealed class DigestEmails(IStringLocalizer<SharedResource> words, DigestLinks links, TimeProvider clock)
{
    /// <summary>How many parties a letter names.</summary>
    private const int MostNames = 5;

    /// <summary>A month, in the worker's language and zone.</summary>
    public Notice Compose(Worker worker, DigestMonth month, MonthlyTotals count) =>
        CultureScope.Run(
            worker.Locale,
            () =>
            {
                var shown = new DisplayFormatter(words, clock).UseZone(worker.TimeZone);
                var name = month.First.ToString(words["MMMM yyyy"], CultureInfo.CurrentCulture);
                return Letter(
                    worker,
                    new(
                        words["Your data in {0}", name],
                        [
                            words.Plural(
                                count.Times,
                                "In {1}, something about you went to a party, or came from one, once.",
                                "In {1}, something about you went to a party, or came from one, {0} times.",
                                name
                            ),
                            words.Plural(
                                count.Parties.Count,
                                "The party: {1}.",
                                "The {0} parties: {1}.",
                                Named(shown, count.Parties)
                            ),
                            .. count.Uncovered == 0
                                ? []
                                : new[]
                                {
                                    words.Plural(
                                        count.Uncovered,
                                        "One of these is not covered by a policy you had accepted. The privacy team knows of it.",
                                        "{0} of these are not covered by a policy you had accepted. The privacy team knows of them."
                                    ),
                                },
                            words[
                                "A month begins and ends here as it does in {0}. Everything, with each time and what for, stands on your page.",
                                shown.ZoneName
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

    /// <summary>Kinds of party that are new to the worker.</summary>
    public Notice Compose(Worker worker, IReadOnlyList<NewRecipientKind> kinds) =>
        CultureScope.Run(
            worker.Locale,
            () =>
            {
                var shown = new DisplayFormatter(words, clock).UseZone(worker.TimeZone);
                return Letter(
                    worker,
                    new(
                        words["New to your data: {0}", shown.List(kinds.Select(k => words.DescribePlural(k.Kind)))],
                        [
                            .. kinds.Select(k =>
                                (string)
                                    words[
                                        k.IsCollected
                                            ? "For the first time, something about you came from {0}: {1}."
                                            : "For the first time, something about you went to {0}: {1}.",
                                        words.DescribePlural(k.Kind),
                                        Named(shown, k.Parties)
                                    ]
                            ),
                            words[
                                "JoinArena reported this on {0}. What it was, and what for, stands on your page.",
                                shown.DateAndTime(kinds.Min(k => k.At))
                            ],
                        ],
                        "/my-data"
                    )
                );
            }
        );

    private Notice Letter(Worker worker, Notice notice) =>
        notice with
        {
            Unsubscribe = new(
                links.CreateStopPath(worker.Id),
                words["To get no more of these letters, open this address. Nobody needs to sign in for that."]
            ),
        };

    private string Named(DisplayFormatter shown, IReadOnlyList<string> parties) =>
        parties.Count <= MostNames
            ? shown.List(parties.Select(p => p.IsolateBidi()))
            : shown.List([
                .. parties.Take(MostNames - 1).Select(p => p.IsolateBidi()),
                words.Plural(parties.Count - MostNames + 1, "1 more", "{0} more"),
            ]);
}

/// <summary>What a month held.</summary>
/// <param name="Parties">Their names, those that occur most first.</param>
public sealed record MonthlyTotals(int Times, int Uncovered, IReadOnlyList<string> Parties);

/// <summary>A kind of party the worker's data has met.</summary>
/// <param name="At">When the first disclosure was taken in.</param>
/// <param name="IsCollected">Whether data only came from it.</param>
public sealed record NewRecipientKind(
    PartyKind Kind,
    DateTimeOffset At,
    bool IsCollected,
    IReadOnlyList<string> Parties
);
