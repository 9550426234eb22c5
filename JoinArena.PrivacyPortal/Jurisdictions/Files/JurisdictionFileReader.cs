using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

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
        CheckAliases(places);
        if (!places.ContainsKey(DeadlineRules.Unknown))
        {
            Report(
                Path.Combine(directory, "jurisdictions"),
                $"no place is called '{DeadlineRules.Unknown}'",
                "add one that names the promise, for workers in all other places"
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

    private void CheckAliases(Dictionary<string, Jurisdiction> places)
    {
        var taken = new HashSet<string>(places.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var alias in places.Values.SelectMany(p => p.AlsoFor).Where(a => !taken.Add(a)))
        {
            Report(
                Path.Combine(directory, "jurisdictions"),
                $"'{alias}' has two entries",
                "keep its own entry, or one 'also:' that names it"
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

    private HolidayCalendar? ReadCalendar(string file) => ParseYaml(file) is { } yaml ? HolidayFile.Parse(yaml) : null;

    private IEnumerable<Jurisdiction> ReadJurisdictions(string file)
    {
        if (ParseYaml(file)?.AllowOnly("source", "learned", "not-read", "jurisdictions") is not { } yaml)
            yield break;
        var source = SourceFile.Parse(yaml);
        foreach (var place in yaml.GetMappings("jurisdictions"))
            yield return ReadJurisdiction(place, source);
    }

    private Jurisdiction ReadJurisdiction(ReviewedYaml yaml, RuleSource source)
    {
        yaml.AllowOnly([
            "code",
            "also",
            "name",
            "complain-to",
            "website",
            "zone",
            "weekend",
            "holidays",
            "laws",
            .. SourceFile.ReviewKeys,
        ]);
        var zoneName = yaml.GetText("zone", "Europe/Berlin");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone) && zoneName.Length > 0)
            yaml.Report("zone", $"'{zoneName}' is no time zone", "write an IANA name such as Europe/Berlin");
        var place = new Jurisdiction(
            yaml.GetText("code"),
            yaml.GetText("name"),
            zone ?? TimeZoneInfo.Utc,
            FindCalendar(yaml),
            FindLaws(yaml),
            SourceFile.ParseReview(yaml, source),
            yaml.GetOptionalText("complain-to")
        )
        {
            AlsoFor = yaml.Has("also") ? yaml.GetTexts("also", "[RE]") : [],
            Website = SourceFile.ParseWebsite(yaml),
            Weekend = ReadWeekend(yaml),
            Source = source,
        };
        if (place.IsReviewed && source.Learned is HowLearned.Remembered)
        {
            yaml.Report(
                "reviewed",
                "it is reviewed, but nobody has read the source of its file",
                "read the source and write 'learned: read' at the top, or write 'reviewed: no'"
            );
        }

        return place;
    }

    private static Weekend ReadWeekend(ReviewedYaml yaml)
    {
        if (!yaml.Has("weekend"))
            return Weekend.SaturdayAndSunday;
        var days = yaml.GetEnumSet<DayOfWeek>("weekend");
        if (days.Count > 2)
            yaml.Report("weekend", "it has more than two days", "name the one or two days on which nobody works");
        return new(days);
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

        PlaceLawsCheck.Run(laws, yaml);
        return laws;
    }
}
