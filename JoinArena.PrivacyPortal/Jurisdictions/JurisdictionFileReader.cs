using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>
/// Reads <c>policies/deletion</c>: laws and calendars first, then the places that refer to them. What it returns is
/// only good for use where no finding was added.
/// </summary>
internal sealed class JurisdictionFileReader(string directory, ICollection<ReviewFinding> findings)
{
    private Dictionary<string, Law> _laws = [];
    private Dictionary<string, HolidayCalendar> _calendars = [];

    public IReadOnlyList<Jurisdiction> ReadJurisdictions()
    {
        _laws = Once(Files("laws").Select(f => (File: f, Value: Law(f))), l => l.Code);
        _calendars = Once(Files("holidays").Select(f => (File: f, Value: Calendar(f))), c => c.Code);
        foreach (
            var ground in _laws
                .Values.SelectMany(l => l.Grounds)
                .GroupBy(g => g.Code, StringComparer.Ordinal)
                .Where(g => g.Count() > 1)
        )
        {
            Add(
                Path.Combine(directory, "laws"),
                $"the ground '{ground.Key}' stands twice",
                "give each ground a code of its own"
            );
        }

        var places = Once(
            Files("jurisdictions").SelectMany(f => Places(f).Select(p => (File: f, Value: (Jurisdiction?)p))),
            p => p.Code
        );
        if (!places.ContainsKey(DeadlineRules.Unknown))
        {
            Add(
                Path.Combine(directory, "jurisdictions"),
                $"no place is called '{DeadlineRules.Unknown}'",
                "add one, with every law, for workers of any other place"
            );
        }

        return [.. places.Values];
    }

    private List<string> Files(string kind)
    {
        var folder = Path.Combine(directory, kind);
        if (Directory.Exists(folder))
            return [.. Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal)];
        Add(folder, "there is no such folder", "restore policies/deletion, or set Portal__PoliciesDirectory");
        return [];
    }

    private Dictionary<string, T> Once<T>(IEnumerable<(string File, T? Value)> read, Func<T, string> code)
        where T : class
    {
        var all = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (file, value) in read)
        {
            if (value is not null && !all.TryAdd(code(value), value))
                Add(file, $"'{code(value)}' stands in another place too", "keep one of them");
        }

        return all;
    }

    private void Add(string file, string what, string mend) => findings.Add(new ReviewFinding(file, 1, what, mend));

    private ReviewedYaml? Yaml(string file) => ReviewedYaml.Parse(ReviewedFile.Read(file), findings);

    private Law? Law(string file) => Yaml(file) is { } yaml ? LawFile.Parse(yaml) : null;

    private HolidayCalendar? Calendar(string file)
    {
        if (Yaml(file)?.AllowOnly("calendar", "name", "source", "reviewed", "from", "until", "days") is not { } yaml)
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
                string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} lies outside 'from' and 'until'"),
                "widen the range only when every holiday in it is listed"
            );
        }

        return calendar;
    }

    private IEnumerable<Jurisdiction> Places(string file)
    {
        foreach (var yaml in Yaml(file)?.AllowOnly("jurisdictions").GetMappings("jurisdictions") ?? [])
        {
            yaml.AllowOnly("code", "name", "complain-to", "zone", "holidays", "laws", "reviewed");
            var name = yaml.GetText("zone", "Europe/Berlin");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && name.Length > 0)
                yaml.Report("zone", $"'{name}' is no time zone", "write an IANA name such as Europe/Berlin");
            yield return new(
                yaml.GetText("code"),
                yaml.GetText("name"),
                zone ?? TimeZoneInfo.Utc,
                Holidays(yaml),
                Laws(yaml),
                yaml.GetBoolean("reviewed"),
                yaml.GetOptionalText("complain-to")
            );
        }
    }

    private HolidayCalendar? Holidays(ReviewedYaml yaml)
    {
        if (yaml.GetOptionalText("holidays") is not { } named)
            return null;
        if (_calendars.TryGetValue(named, out var calendar))
            return calendar;
        yaml.Report("holidays", $"no calendar is called '{named}'", "add it to holidays/ or leave the key out");
        return null;
    }

    private List<Law> Laws(ReviewedYaml yaml)
    {
        var held = new List<Law>();
        foreach (var code in yaml.GetTexts("laws", "[EU-GDPR]"))
        {
            if (_laws.TryGetValue(code, out var law))
                held.Add(law);
            else
                yaml.Report("laws", $"no law is called '{code}'", "add it to laws/ or correct the name");
        }

        if (held.Count > 0 && held.TrueForAll(l => l.ResponsePeriod is null))
            yaml.Report("laws", "none of the laws has a clock", "name a law that has 'fulfil:'");
        if (yaml.Has("complain-to") && held.Count(l => l.ResponsePeriod is not null) > 1)
        {
            yaml.Report(
                "complain-to",
                "several laws have a clock there, and each names its own authority",
                "leave 'complain-to' out, and name the authority in each law"
            );
        }

        if (
            !yaml.Has("holidays")
            && held.Find(l => l.ResponsePeriod is { Rolls: true }) is { } rolls
            && yaml.GetText("code") != DeadlineRules.Unknown
        )
        {
            yaml.Report("laws", $"{rolls.Code} rolls past holidays, but no calendar is named", "add 'holidays: …'");
        }

        return held;
    }
}
