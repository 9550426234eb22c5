using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// The same as <see cref="JsonExport"/> as one page to read, that any browser opens from a disk, years later and without a
/// connection: all but ids, hashes, codes and single steps. It is written while it is read, as the JSON is, so that it never
/// lies in memory as a whole.
/// </summary>
internal sealed class HtmlExport(
    ExportReader reader,
    ExportedAcceptances acceptances,
    WorkerRegister workers,
    OperatorContact contact,
    PolicyLibrary library,
    IEnumerable<IExportedList> lists,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown,
    TimeProvider clock
)
{
    // The file is opened from a disk, where no sheet of the portal is near. It has no script.
    private const string Style = """
        body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#18231f;background:#fff}
        h1,h2{line-height:1.25}table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;
        padding:.4rem .8rem .4rem 0;border-block-end:1px solid #d9dcd5}dt{font-weight:600}dd{margin:0 0 .4rem;white-space:pre-line}
        section{margin-block:2.5rem}dl{border-block-end:1px solid #d9dcd5;padding-block-end:.6rem;overflow-wrap:anywhere}
        @media(max-width:40rem){thead{display:none}tr,td{display:block;border:0}tr{border-block-end:1px solid #d9dcd5}}
        """;

    public async Task WriteAsync(string workerId, Stream to, CancellationToken ct)
    {
        await using var page = new StreamWriter(
            to,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        );
        await WriteHeadAsync(page, workerId, ct);
        await WriteDisclosuresAsync(page, workerId, ct);
        await WriteListAsync(page, ExportedAcceptances.Name, acceptances.ReadAsync(workerId, ct), null, ct);
        foreach (var list in lists)
            await WriteListAsync(page, list.Name, list.ReadAsync(workerId, ct), list, ct);
        await page.WriteAsync("</main></body></html>\n");
    }

    private async Task WriteHeadAsync(StreamWriter page, string workerId, CancellationToken ct)
    {
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        var direction = culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";
        var title = Encode(words["Your data at JoinArena"]);
        await page.WriteAsync(
            $"""<!DOCTYPE html><html lang="{culture.Name}" dir="{direction}"><head><meta charset="utf-8">"""
                + $"""<meta name="viewport" content="width=device-width"><title>{title}</title><style>{Style}</style></head>"""
                + $"<body><main><h1>{title}</h1><p>{Encode(words["As of {0}.", shown.DateAndTime(clock.GetInstant())])}"
        );
        if (contact.Organisation is { } organisation)
            await page.WriteAsync($" {Encode(words["Run by {0}", organisation])}.");
        await page.WriteAsync("</p>");
        if (await workers.FindAsync(workerId, ct) is not { } worker)
            return;
        await page.WriteAsync($"<section><h2>{Encode(words["About you"])}</h2><dl>");
        await WriteTermAsync(page, words["Name"], worker.Name);
        await WriteTermAsync(page, words["Email"], worker.Email);
        await WriteTermAsync(page, words["Where you live"], worker.Jurisdiction);
        await WriteTermAsync(page, words["Language"], worker.Language);
        await WriteTermAsync(page, words["Time zone"], worker.ShownTimeZone);
        await WriteTermAsync(page, words["JoinArena’s id"], worker.Id);
        await page.WriteAsync("</dl></section>");
    }

    private async Task WriteDisclosuresAsync(StreamWriter page, string workerId, CancellationToken ct)
    {
        string[] heads = [words["When"], words["What"], words["Party"], words["What for"], words["Under which clause"]];
        await page.WriteAsync($"<section><h2>{Encode(words["Who has my data"])}</h2><table><thead><tr>");
        foreach (var head in heads)
            await page.WriteAsync($"""<th scope="col">{Encode(head)}</th>""");
        await page.WriteAsync("</tr></thead><tbody>");
        await foreach (var rows in reader.ReadPagesAsync(workerId, ct))
        {
            foreach (var row in rows)
                await WriteDisclosureAsync(page, row);
            await page.FlushAsync(ct);
        }

        await page.WriteAsync("</tbody></table></section>");
    }

    private async Task WriteDisclosureAsync(StreamWriter page, ExportRow row)
    {
        var party =
            row.Direction is Direction.Disclosed
                ? words["went to {0}", row.PartyName]
                : words["came from {0}", row.PartyName];
        string[] cells =
        [
            shown.DateAndTime(row.Time),
            shown.List(row.Items.Select(i => i.Category).Distinct().Select(kind => words.Describe(kind))),
            party,
            words.Describe(row.Purpose),
            DescribeCoverage(row),
        ];
        await page.WriteAsync("<tr>");
        foreach (var cell in cells)
            await page.WriteAsync($"<td>{Encode(cell)}</td>");
        await page.WriteAsync("</tr>");
    }

    private string DescribeCoverage(ExportRow row)
    {
        if (row.Corrected is { } corrected)
            return words["Corrected on {0}; another disclosure replaces it.", shown.Date(corrected)];
        if (row.Retracted is { } retracted)
            return words["Retracted on {0}: it did not happen.", shown.Date(retracted)];
        return row.CoverageStatus switch
        {
            CoverageStatus.Covered => words[
                "{0}, version {1}",
                FindClauseName(row.Clause, row.Version) ?? row.Clause ?? "",
                row.Version ?? ""
            ],
            CoverageStatus.OwnSystem => words["JoinArena’s own system; no clause is needed."],
            CoverageStatus.NothingAccepted => words["Before you accepted the policy."],
            CoverageStatus.AgainstStop => words["Against your stop."],
            CoverageStatus.NoClause => words["Not covered by version {0}.", row.Version ?? ""],
        };
    }

    private async Task WriteListAsync(
        StreamWriter page,
        string name,
        IAsyncEnumerable<JsonObject> entries,
        IExportedList? codes,
        CancellationToken ct
    )
    {
        await page.WriteAsync($"<section><h2>{Encode(words.DescribeList(name))}</h2>");
        var isEmpty = true;
        await foreach (var entry in entries.WithCancellation(ct))
        {
            isEmpty = false;
            await WriteEntryAsync(page, entry, codes);
            await page.FlushAsync(ct);
        }

        await page.WriteAsync(isEmpty ? $"<p>{Encode(words["Nothing."])}</p></section>" : "</section>");
    }

    // What only programs need, such as a hash, is in the JSON.
    private async Task WriteEntryAsync(StreamWriter page, JsonObject entry, IExportedList? codes)
    {
        await page.WriteAsync("<dl>");
        foreach (var (name, value) in entry)
        {
            if (value is null || words.DescribeMember(name) is not { } term)
                continue;
            if (value is JsonArray inner)
            {
                await WriteArrayAsync(page, name, inner, codes);
            }
            else
            {
                var clause = name == "clause" ? FindClauseName((string?)value, (string?)entry["version"]) : null;
                await WriteTermAsync(page, term, clause ?? Describe(name, name, value, codes));
            }
        }

        await page.WriteAsync("</dl>");
    }

    private async Task WriteArrayAsync(StreamWriter page, string name, JsonArray inner, IExportedList? codes)
    {
        var term = words.DescribeMember(name)!;
        foreach (var one in inner.OfType<JsonObject>())
            await WriteTermAsync(page, term, Join(name, one, codes));
        if (inner is [JsonValue, ..])
            await WriteTermAsync(page, term, Describe(name, name, inner, codes));
    }

    // Who and what is read without its name; of two days or reasons one has to know which is which.
    private string Join(string list, JsonObject one, IExportedList? codes) =>
        string.Join(
            words[", "],
            from member in one
            let term = member.Value is null ? null : words.DescribeMember(member.Key)
            where term is not null
            let value = Describe($"{list}/{member.Key}", member.Key, member.Value!, codes)
            where value.Length > 0
            select ExportTexts.IsPlain(member.Key) ? value : words["{0}: {1}", term, value].Value
        );

    private string Describe(string path, string name, JsonNode value, IExportedList? codes) =>
        (value.GetValueKind() is JsonValueKind.String ? codes?.Describe(path, value.GetValue<string>(), words) : null)
        ?? words.DescribeValue(name, value, shown);

    // A clause as the version that was accepted names it.
    private string? FindClauseName(string? clause, string? version) =>
        clause is null || version is null
            ? null
            : library.Find(version)?.FindClause(clause)?.GetText(PortalLanguage.Current.Tag).Heading;

    private static Task WriteTermAsync(StreamWriter page, string term, string value) =>
        page.WriteAsync($"<dt>{Encode(term)}</dt><dd>{Encode(value)}</dd>");

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
