using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>Reads <c>policies/deletion</c>: laws and calendars first, then the places that refer to them.</summary>
internal static class DeadlineFiles
{
    public static IReadOnlyList<Jurisdiction> Read(string directory)
    {
        var laws = Once(Files(directory, "laws").Select(f => (File: f, Value: ReadLaw(f))), l => l.Code);
        var calendars = Once(Files(directory, "holidays").Select(f => (File: f, Value: ReadCalendar(f))), c => c.Code);
        var repeated = laws.Values.SelectMany(l => l.Grounds).GroupBy(g => g.Code, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null) throw new ConfigurationException($"{Path.Combine(directory, "laws")}:1: the ground '{repeated.Key}' stands twice: give each ground a code of its own");

        var places = Once(Files(directory, "jurisdictions").SelectMany(f => ReadPlaces(f, laws, calendars).Select(p => (File: f, Value: p))), p => p.Code);
        if (!places.ContainsKey(DeadlineRules.Unknown))
            throw new ConfigurationException($"{Path.Combine(directory, "jurisdictions")}:1: no place is called '{DeadlineRules.Unknown}': add one, with every law, for workers of any other place");
        return [.. places.Values];
    }

    private static IEnumerable<string> Files(string directory, string kind)
    {
        var folder = Path.Combine(directory, kind);
        if (!Directory.Exists(folder)) throw new ConfigurationException($"{folder}:1: there is no such folder: restore policies/deletion, or set Portal__PoliciesDirectory");
        return Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, T> Once<T>(IEnumerable<(string File, T Value)> read, Func<T, string> code)
    {
        var all = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (file, value) in read)
            if (!all.TryAdd(code(value), value)) throw new ConfigurationException($"{file}:1: '{code(value)}' stands in another place too: keep one of them");
        return all;
    }

    private static Law ReadLaw(string file)
    {
        var yaml = ReviewedYaml.Read(file).Only("law", "name", "complain-to", "basis", "binding-from", "reviewed", "acknowledge", "fulfil", "extended-to", "grounds");
        var law = new Law(yaml.Text("law"), yaml.Text("name"), yaml.Text("complain-to"), yaml.OneOf<LawBasis>("basis"), yaml.MaybeDate("binding-from"),
            ReadPeriod(yaml.MaybeMap("acknowledge")), ReadPeriod(yaml.MaybeMap("fulfil")), ReadPeriod(yaml.MaybeMap("extended-to")),
            [.. yaml.Maps("grounds").Select(g => g.Only("code", "for", "citation", "words")).Select(g => new Ground(g.Text("code"), g.OneOf<GroundUse>("for"), g.Text("citation"), g.Text("words")))],
            yaml.Flag("reviewed"));

        if (law.Fulfil is null && (law.Acknowledge ?? law.ExtendedTo) is not null) throw yaml.Fault("law", "it has other clocks but no 'fulfil'", "add 'fulfil:'");
        if (law.Fulfil is null && law.Grounds.Count == 0) throw yaml.Fault("law", "it has no clock and no ground", "add 'fulfil:' or 'grounds:'");
        if (law.Fulfil is { } fulfil && law.ExtendedTo is { } extended && (extended.Unit != fulfil.Unit || extended.Length <= fulfil.Length))
            throw yaml.Fault("extended-to", "the extended period is not longer than 'fulfil'", "give the whole period from receipt, in the same unit");
        return law;
    }

    private static Period? ReadPeriod(ReviewedYaml? yaml)
    {
        if (yaml is null) return null;
        yaml.Only("period", "counted-from", "rolls", "note", "notice", "citation");
        var words = yaml.Text("period").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 1000 || Unit(words[1]) is not { } unit)
            throw yaml.Fault("period", $"'{yaml.Text("period")}' is not a period", "write for example '1 month', '45 calendar-days' or '10 business-days'");
        return new(length, unit, yaml.OneOf<CountedFrom>("counted-from"), yaml.Flag("rolls"), yaml.Text("citation"), yaml.MaybeText("note"), yaml.MaybeText("notice"));
    }

    private static PeriodUnit? Unit(string word) => Kebab.TryParse<PeriodUnit>(word.EndsWith('s') ? word : word + "s", out var unit) ? unit : null;

    private static HolidayCalendar ReadCalendar(string file)
    {
        var yaml = ReviewedYaml.Read(file).Only("calendar", "name", "source", "reviewed", "from", "until", "days");
        var calendar = new HolidayCalendar(yaml.Text("calendar"), yaml.Text("source"), yaml.Date("from"), yaml.Date("until"), yaml.Days("days"), yaml.Flag("reviewed"));
        foreach (var day in calendar.Days.Keys.Where(d => !calendar.Knows(d)))
            throw yaml.Fault("days", string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} lies outside 'from' and 'until'"), "widen the range only when every holiday in it is listed");
        return calendar;
    }

    private static IEnumerable<Jurisdiction> ReadPlaces(string file, Dictionary<string, Law> laws, Dictionary<string, HolidayCalendar> calendars)
    {
        foreach (var yaml in ReviewedYaml.Read(file).Only("jurisdictions").Maps("jurisdictions"))
        {
            yaml.Only("code", "name", "zone", "holidays", "laws", "reviewed");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(yaml.Text("zone"), out var zone)) throw yaml.Fault("zone", $"'{yaml.Text("zone")}' is no time zone", "write an IANA name such as Europe/Berlin");
            var named = yaml.MaybeText("holidays");
            if (named is not null && !calendars.ContainsKey(named)) throw yaml.Fault("holidays", $"no calendar is called '{named}'", "add it to holidays/ or leave the key out");
            var held = yaml.Texts("laws").Select(code => laws.GetValueOrDefault(code) ?? throw yaml.Fault("laws", $"no law is called '{code}'", "add it to laws/ or correct the name")).ToList();
            if (held.TrueForAll(l => l.Fulfil is null)) throw yaml.Fault("laws", "none of the laws has a clock", "name a law that has 'fulfil:'");
            if (named is null && held.Find(l => l.Fulfil is { Rolls: true }) is { } rolls && yaml.Text("code") != DeadlineRules.Unknown)
                throw yaml.Fault("laws", $"{rolls.Code} rolls past holidays, but no calendar is named", "add 'holidays: …'");
            yield return new(yaml.Text("code"), yaml.Text("name"), zone, named is null ? null : calendars[named], held, yaml.Flag("reviewed"));
        }
    }
}
