using System.Text.RegularExpressions;
using DiffPlex;

namespace JoinArena.PrivacyPortal.Policies.Comparing;

/// <summary>
/// The difference of two texts as a sequence of runs: text in both, in the earlier only, or in the later only. Both
/// texts can be rebuilt from it.
/// </summary>
public sealed partial class TextDiff
{
    /// <summary>
    /// If less than this share of the letters is common, whole texts are easier to read than marked words.
    /// </summary>
    private const double Rewritten = 0.3;

    /// <summary>A text with more words and spaces than this takes too long to compare.</summary>
    private const int MostPieces = 20_000;

    private static readonly WordChunker s_words = new();

    private TextDiff(IReadOnlyList<TextRun> runs) => Runs = runs;

    /// <summary>The runs in order. No run is empty, and neighbours differ in side.</summary>
    public IReadOnlyList<TextRun> Runs { get; }

    /// <summary>The earlier text.</summary>
    public string Before => string.Concat(Runs.Where(r => r.Side is not TextSide.After).Select(r => r.Text));

    /// <summary>The later text.</summary>
    public string After => string.Concat(Runs.Where(r => r.Side is not TextSide.Before).Select(r => r.Text));

    /// <summary>Compares word by word. An HTML tag counts as one word.</summary>
    public static TextDiff Create(string before, string after)
    {
        // Always compares in the same order, so that swapping the texts only swaps added and removed.
        return string.CompareOrdinal(before, after) <= 0 ? Compare(before, after) : Compare(after, before).Swapped();
    }

    private TextDiff Swapped() =>
        new(
            Tidy(
                Runs.Select(r =>
                    r with
                    {
                        Side = r.Side switch
                        {
                            TextSide.Both => TextSide.Both,
                            TextSide.Before => TextSide.After,
                            TextSide.After => TextSide.Before,
                        },
                    }
                )
            )
        );

    private static TextDiff Compare(string before, string after)
    {
        if (string.Equals(before, after, StringComparison.Ordinal))
            return new(before.Length == 0 ? [] : [new(TextSide.Both, before)]);
        if (s_words.Chunk(before).Count > MostPieces || s_words.Chunk(after).Count > MostPieces)
            return Whole(before, after);

        var runs = Tidy(Pieces(before, after));
        var common = runs.Where(r => r.Side is TextSide.Both).Sum(r => Letters(r.Text));
        return common < Rewritten * Math.Max(Letters(before), Letters(after)) ? Whole(before, after) : new(runs);
    }

    private static TextDiff Whole(string before, string after) =>
        new(Tidy([new(TextSide.Before, before), new(TextSide.After, after)]));

    private static IEnumerable<TextRun> Pieces(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, s_words);
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            yield return Run(TextSide.Both, diff.PiecesOld, at, block.DeleteStartA - at);
            yield return Run(TextSide.Before, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            yield return Run(TextSide.After, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            at = block.DeleteStartA + block.DeleteCountA;
        }

        yield return Run(TextSide.Both, diff.PiecesOld, at, diff.PiecesOld.Count - at);
    }

    private static TextRun Run(TextSide presence, IReadOnlyList<string> pieces, int from, int count) =>
        new(presence, string.Concat(pieces.Skip(from).Take(count)));

    /// <summary>
    /// Puts removed text before the text that replaces it. A single space or comma between two changes becomes part of
    /// both.
    /// </summary>
    private static List<TextRun> Tidy(IEnumerable<TextRun> runs)
    {
        var tidy = new List<TextRun>();
        var before = "";
        var after = "";
        var between = "";
        foreach (var (presence, text) in runs.Where(r => r.Text.Length > 0))
        {
            if (presence is TextSide.Both && (before + after).Length > 0 && between.Length == 0 && IsLone(text))
            {
                between = text;
                continue;
            }

            if (presence is TextSide.Both)
            {
                Flush();
                tidy.Add(new(TextSide.Both, text));
                continue;
            }

            before += between;
            after += between;
            between = "";
            if (presence is TextSide.Before)
                before += text;
            else
                after += text;
        }

        Flush();
        return Joined(tidy);

        void Flush()
        {
            tidy.AddRange(
                new[]
                {
                    new TextRun(TextSide.Before, before),
                    new(TextSide.After, after),
                    new(TextSide.Both, between),
                }.Where(r => r.Text.Length > 0)
            );
            before = "";
            after = "";
            between = "";
        }
    }

    private static List<TextRun> Joined(List<TextRun> runs)
    {
        for (var i = runs.Count - 1; i > 0; i--)
        {
            if (runs[i].Side != runs[i - 1].Side)
                continue;
            runs[i - 1] = runs[i - 1] with { Text = runs[i - 1].Text + runs[i].Text };
            runs.RemoveAt(i);
        }

        return runs;
    }

    private static bool IsLone(string text) => !text.Any(c => char.IsLetterOrDigit(c) || c is '<');

    private static int Letters(string text) => Tag().Replace(text, "").Count(char.IsLetterOrDigit);

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    private sealed partial class WordChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Piece().Matches(text).Select(match => match.Value)];

        [GeneratedRegex(
            @"<[^>]*>|&\#?\w+;|\s+|[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*|[\uD800-\uDBFF][\uDC00-\uDFFF]|.",
            RegexOptions.Singleline | RegexOptions.ExplicitCapture,
            matchTimeoutMilliseconds: 5000
        )]
        private static partial Regex Piece();
    }
}
