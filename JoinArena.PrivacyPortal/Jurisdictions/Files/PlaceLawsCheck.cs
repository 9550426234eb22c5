using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Checks that the laws of one place fit together: each day has a law, and no two contradict each other.</summary>
internal static class PlaceLawsCheck
{
    public static void Run(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        if (laws.Count == 0)
            return;
        CheckRepetition(laws, place);
        CheckAuthority(laws, place);
        CheckHolidays(laws, place);
        CheckJobLaws(laws, place);
        var ofResidents = laws.Where(l => l.HoldsBy is HoldsBy.Residence).ToList();
        if (ofResidents.TrueForAll(l => l.ResponsePeriod is null))
        {
            place.Report(
                "laws",
                "none of the laws sets a deadline for the people who live there",
                "name a law that has 'fulfil:' and no 'holds-by: job'"
            );
        }
        else
        {
            CheckDays(ofResidents, place);
        }

        CheckReplacements(laws, place);
        CheckRemedyClocks(laws, place);
    }

    private static void CheckJobLaws(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        if (
            place.GetText("code") == DeadlineRules.Unknown
            && laws.FirstOrDefault(l => l.HoldsBy is HoldsBy.Job) is { } byJob
        )
        {
            place.Report(
                "laws",
                $"{byJob.Code} holds by the place of the job, and no job is in a place called unknown",
                "name it only in the place where it is in force"
            );
        }
    }

    private static void CheckRepetition(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        foreach (var law in laws.CountBy(l => l.Code).Where(l => l.Value > 1))
            place.Report("laws", $"{law.Key} is named twice", "name it once");
    }

    private static void CheckAuthority(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        if (
            place.Has("complain-to")
            && laws.Count(l => l is { ResponsePeriod: not null, HoldsBy: HoldsBy.Residence }) > 1
        )
        {
            place.Report(
                "complain-to",
                "several of its laws set a deadline, and each names its own authority",
                "leave 'complain-to' out, and name the authority in each law"
            );
        }

        if (place.Has("website") && !place.Has("complain-to"))
            place.Report("website", "it does not say whose website it is", "add 'complain-to:', or remove it");
    }

    private static void CheckHolidays(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        if (laws.FirstOrDefault(l => l.ResponsePeriod is { Rolls: true }) is { } rolling && !place.Has("holidays"))
        {
            place.Report(
                "laws",
                $"deadlines of {rolling.Code} move past holidays, but no calendar is named",
                "add 'holidays: …'"
            );
        }
    }

    /// <summary>The days on which a law ends or begins are the only ones on which a place can be left without.</summary>
    private static void CheckDays(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        var days = laws.SelectMany(l => new[] { l.BindingFrom?.AddDays(-1), l.BindingUntil?.AddDays(1) });
        foreach (var day in days.OfType<DateOnly>().Distinct().Order())
        {
            if (laws.Any(l => l.ResponsePeriod is not null && l.HoldsOn(day)))
                continue;
            place.Report(
                "laws",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"on {day:yyyy-MM-dd} none of the laws holds that set a deadline"
                ),
                "name the law or the promise of that day, or correct 'binding-from' and 'binding-until'"
            );
        }
    }

    private static void CheckReplacements(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        foreach (var (old, code, until) in laws.Select(l => (l, l.ReplacedBy, l.BindingUntil)))
        {
            if (code is null || until is not { } last)
                continue;
            if (laws.FirstOrDefault(l => l.Code == code) is not { } next)
            {
                place.Report(
                    "laws",
                    $"{old.Code} is replaced by {code}, which is not named",
                    $"add {code} to the list"
                );
            }
            else if (next.BindingFrom != last.AddDays(1))
            {
                place.Report(
                    "laws",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{old.Code} and {code} contradict each other: the one binds until {last:yyyy-MM-dd}, "
                            + $"and the other, which replaces it, not from the day after"
                    ),
                    "correct 'binding-until' of the one or 'binding-from' of the other"
                );
            }
        }
    }

    private static void CheckRemedyClocks(IReadOnlyList<Law> laws, ReviewedYaml place)
    {
        foreach (var same in laws.Where(l => l.RemedyClock is not null).GroupBy(l => l.RemedyClock!.Kind))
        {
            var all = same.ToList();
            if (all.Count > 1)
            {
                place.Report(
                    "laws",
                    $"{all[0].Code} and {all[1].Code} contradict each other: "
                        + $"both set a clock for {(same.Key is RemedyKind.Appeal ? "an appeal" : "a complaint")}",
                    "keep 'remedy-clock:' in one of them"
                );
            }
        }
    }
}
