using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// Reads <c>policies/deletion</c>: first the laws and calendars, then the places that refer to them. The result may be
/// used only if no finding was added.
/// </summary>
internal sealed class JurisdictionFileReader(string directory, ICollection<ReviewFinding> findings)
{
    private Dictionary<string, Law> _laws = [];
    private Dictionary<string, HolidayCalendar> _calendars = [];

    public IReadOnlyList<Jurisdiction> ReadAll()
    {
        _laws = IndexByCode(FindFiles("laws").Select(f => (File: f, Value: ReadLaw(f))), l => l.Code);
        _calendars = IndexByCode(FindFiles("holidays").Select(f => (File: f, Value: ReadCalendar(f))), c => c.Code);
        CheckGroundCodes();

        var places = IndexByCode(
            FindFiles("jurisdictions")
                .SelectMany(f => ReadJurisdictions(f).Select(p => (File: f, Value: (Jurisdiction?)p))),
            p => p.Code
        );
        if (!places.ContainsKey(DeadlineRules.Unknown))
        {
            Report(
                Path.Combine(directory, "jurisdictions"),
                $"no place is called '{DeadlineRules.Unknown}'",
                "add one that names every law, for workers in all other places"
            );
        }

        return [.. places.Values];
    }

    private void CheckGroundCodes()
    {
        var grounds = _laws.Values.SelectMany(l => l.Grounds).GroupBy(g => g.Code, StringComparer.Ordinal);
        foreach (var ground in grounds.Where(g => g.Count() > 1))
        {
            Report(
                Path.Combine(directory, "laws"),
                $"the ground '{ground.Key}' is used twice",
                "give each ground its own code"
            );
        }
    }

    private List<string> FindFiles(string kind)
    {
        var folder = Path.Combine(directory, kind);
        if (Directory.Exists(folder))
            return [.. Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal)];
        Report(folder, "there is no such folder", "restore policies/deletion, or set Portal__PoliciesDirectory");
        return [];
    }

    private Dictionary<string, T> IndexByCode<T>(IEnumerable<(string File, T? Value)> read, Func<T, string> code)
        where T : class
    {
        var all = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (file, value) in read)
        {
            if (value is not null && !all.TryAdd(code(value), value))
                Report(file, $"'{code(value)}' is defined in another file too", "keep one of them");
        }

        return all;
    }

    private void Report(string file, string fault, string correction) =>
        findings.Add(new ReviewFinding(file, 1, fault, correction));

    private ReviewedYaml? ParseYaml(string file) => ReviewedYaml.Parse(ReviewedFile.Read(file), findings);

    private Law? ReadLaw(string file) => ParseYaml(file) is { } yaml ? LawFile.Parse(yaml) : null;

    private HolidayCalendar? ReadCalendar(string file)
    {
        var yaml = ParseYaml(file)?.AllowOnly("calendar", "name", "source", "reviewed", "from", "until", "days");
        if (yaml is null)
            return null;
        var calendar = new HolidayCalendar(
            yaml.GetText("calendar"),
            yaml.GetText("source"),
            yaml.GetDate("from"),
            yaml.GetDate("until"),
            yaml.GetNamedDays("days"),
            yaml.GetBoolean("reviewed")
        );
        foreach (var day in calendar.Days.Keys.Where(d => d != default && !calendar.Covers(d)))
        {
            yaml.Report(
                "days",
                string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is outside 'from' and 'until'"),
                "extend the range only if every holiday in it is listed"
            );
        }

        return calendar;
    }

    private IEnumerable<Jurisdiction> ReadJurisdictions(string file)
    {
        foreach (var yaml in ParseYaml(file)?.AllowOnly("jurisdictions").GetMappings("jurisdictions") ?? [])
        {
            yaml.AllowOnly("code", "name", "complain-to", "zone", "holidays", "laws", "reviewed");
            var zoneName = yaml.GetText("zone", "Europe/Berlin");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone) && zoneName.Length > 0)
                yaml.Report("zone", $"'{zoneName}' is no time zone", "write an IANA name such as Europe/Berlin");
            yield return new(
                yaml.GetText("code"),
                yaml.GetText("name"),
                zone ?? TimeZoneInfo.Utc,
                FindCalendar(yaml),
                FindLaws(yaml),
                yaml.GetBoolean("reviewed"),
                yaml.GetOptionalText("complain-to")
            );
        }
    }

    private HolidayCalendar? FindCalendar(ReviewedYaml yaml)
    {
        if (yaml.GetOptionalText("holidays") is not { } name)
            return null;
        if (_calendars.TryGetValue(name, out var calendar))
            return calendar;
        yaml.Report("holidays", $"no calendar is called '{name}'", "add it to holidays/ or leave the key out");
        return null;
    }

    private List<Law> FindLaws(ReviewedYaml yaml)
    {
        var laws = new List<Law>();
        foreach (var code in yaml.GetTexts("laws", "[EU-GDPR]"))
        {
            if (_laws.TryGetValue(code, out var law))
                laws.Add(law);
            else
                yaml.Report("laws", $"no law is called '{code}'", "add it to laws/ or correct the name");
        }

        CheckLaws(laws, yaml);
        return laws;
    }

    private static void CheckLaws(List<Law> laws, ReviewedYaml yaml)
    {
        var withDeadline = laws.FindAll(l => l is { ResponsePeriod: not null, HoldsBy: HoldsBy.Residence });
        if (laws.Count > 0 && withDeadline.Count == 0)
        {
            yaml.Report(
                "laws",
                "none of the laws sets a deadline for whoever lives there",
                "name a law that has 'fulfil:' and no 'holds-by: job'"
            );
        }

        var byJob = laws.Find(l => l.HoldsBy is HoldsBy.Job);
        if (byJob is not null && yaml.GetText("code") == DeadlineRules.Unknown)
        {
            yaml.Report(
                "laws",
                $"{byJob.Code} holds by the place of the job, and no job is in a place called unknown",
                "name it only in the place where it is in force"
            );
        }

        if (yaml.Has("complain-to") && withDeadline.Count > 1)
        {
            yaml.Report(
                "complain-to",
                "several of its laws set a deadline, and each names its own authority",
                "leave 'complain-to' out, and name the authority in each law"
            );
        }

        var rolling = laws.Find(l => l.ResponsePeriod is { Rolls: true });
        if (rolling is not null && !yaml.Has("holidays") && yaml.GetText("code") != DeadlineRules.Unknown)
        {
            yaml.Report(
                "laws",
                $"deadlines of {rolling.Code} move past holidays, but no calendar is named",
                "add 'holidays: …'"
            );
        }
    }
}
