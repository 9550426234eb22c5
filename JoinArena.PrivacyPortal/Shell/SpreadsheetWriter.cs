using System.Text.RegularExpressions;
using CsvHelper;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// Writes a table as CSV for a spreadsheet, which runs some texts as formulas though the names in it come from outside
/// (OWASP, CSV injection). Every cell is quoted, and an apostrophe in front shows a formula as text. Where the list
/// separator is a semicolon, a spreadsheet ignores the quotes and begins a cell after each one, so a formula there is
/// disarmed too. The file begins with a byte order mark, without which Excel does not recognise UTF-8.
/// </summary>
public sealed partial class SpreadsheetWriter : IAsyncDisposable
{
    /// <summary>The content type of what it writes.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions s_options = new()
    {
        Quoting = CsvQuoting.Always,
        WriteByteOrderMark = true,
    };

    private readonly CsvWriter _csv;

    /// <param name="to">Stays open.</param>
    public SpreadsheetWriter(Stream to) => _csv = CsvWriter.Create(to, s_options, leaveOpen: true);

    /// <summary>Writes a row.</summary>
    /// <param name="cells">Null is an empty cell.</param>
    public async Task WriteRowAsync(IEnumerable<string?> cells, CancellationToken ct)
    {
        foreach (var cell in cells)
            _csv.WriteField(cell is null ? "" : Disarm(cell));
        await _csv.EndRecordAsync(ct);
    }

    public ValueTask FlushAsync(CancellationToken ct) => _csv.FlushAsync(ct);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    /// <summary>The text with an apostrophe before each place where a spreadsheet could begin a formula.</summary>
    public static string Disarm(string cell) => FormulaStart().Replace(cell, "${before}'");

    // Spreadsheets in Japanese read the full-width signs as the narrow ones.
    [GeneratedRegex(
        @"(?<before>(?:^|[;\t\r\n])[\s\p{Cf}]*)(?=[=+\-@＝＋－＠])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FormulaStart();
}
