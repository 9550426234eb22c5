using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization.Keys;

/// <summary>
/// Finds the keys in the sources: <c>L["…"]</c>, <c>L.Plural(n, "…", "…")</c>, and links of the header and footer. Keys
/// may stand in branches of <c>? :</c> and <c>switch</c>, and in a local variable of the same file.
/// </summary>
internal sealed partial class SourceKeys
{
    private static readonly string s_root = Repository.GetPath("JoinArena.PrivacyPortal");

    private static readonly TimeSpan s_patternTimeout = TimeSpan.FromSeconds(1);

    private readonly List<TextKey> _found = [];
    private readonly List<TextKey> _links = [];
    private readonly List<string> _unknown = [];

    /// <summary>The keys, with those that are used in several places more than once.</summary>
    public IReadOnlyList<TextKey> Found => _found;

    /// <summary>The links that the header and the footer have outside the privacy team's desk.</summary>
    public IReadOnlyList<TextKey> Links => _links;

    /// <summary>Uses whose keys are not in the sources beside them, as <c>file:line expression</c>.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    public static SourceKeys Scan()
    {
        var keys = new SourceKeys();
        foreach (var file in Directory.EnumerateFiles(s_root, "*", SearchOption.AllDirectories).Order())
        {
            var name = Path.GetRelativePath(s_root, file).Replace('\\', '/');
            if (name.StartsWith("bin/", StringComparison.Ordinal) || name.StartsWith("obj/", StringComparison.Ordinal))
                continue;
            if (name.EndsWith(".cs", StringComparison.Ordinal))
                keys.ScanCode(name, File.ReadAllText(file));
            else if (name.EndsWith(".razor", StringComparison.Ordinal))
                keys.ScanMarkup(name, File.ReadAllText(file));
        }

        return keys;
    }

    private void ScanCode(string name, string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (var use in root.DescendantNodes().OfType<ExpressionSyntax>())
        {
            Take(use, text, $"{name}:{use.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
        }
    }

    // C# between markup is read where a use begins, up to where the expression ends.
    private void ScanMarkup(string name, string text)
    {
        text = MarkupComment.Replace(text, c => LineText.Replace(c.Value, ""));
        foreach (Match use in Use.Matches(text))
        {
            var line = text.AsSpan(0, use.Index).Count('\n') + 1;
            var expression = SyntaxFactory.ParseExpression(text, use.Index, consumeFullText: false);
            var uses = expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>();
            if (uses.Where(IsUse).MinBy(u => u.SpanStart) is { } first)
                Take(first, text, $"{name}:{line}");
        }
    }

    private static bool IsUse(ExpressionSyntax expression) =>
        IsLookup(expression) || IsPlural(expression) || expression is ObjectCreationExpressionSyntax;

    private static bool IsLookup(ExpressionSyntax expression) =>
        expression
            is ElementAccessExpressionSyntax
            {
                Expression: IdentifierNameSyntax { Identifier.Text: "L" or "words" or "texts" },
            };

    private static bool IsPlural(ExpressionSyntax expression) =>
        expression
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Plural" },
            };

    private void Take(ExpressionSyntax use, string file, string where)
    {
        if (IsLookup(use))
        {
            var key = ((ElementAccessExpressionSyntax)use).ArgumentList.Arguments[0].Expression;
            if (Read(key, file) is { } texts)
                _found.AddRange(texts.Select(t => new TextKey(t, where, null)));
            else
                _unknown.Add($"{where} {key}");
        }
        else if (IsPlural(use))
        {
            var arguments = ((InvocationExpressionSyntax)use).ArgumentList.Arguments;
            if (Read(arguments[1].Expression, file) is { } one && Read(arguments[2].Expression, file) is { } other)
                _found.AddRange(one.Zip(other, (a, b) => new TextKey(b, where, new(a, b))));
            else
                _unknown.Add($"{where} {arguments[1]}, {arguments[2]}");
        }
        else if (
            use is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "NavEntry" } } link
        )
        {
            var arguments = link.ArgumentList!.Arguments;
            var keys = Read(arguments[0].Expression, file)!.Select(t => new TextKey(t, where, null));
            var isDesk = arguments[1].ToString().StartsWith("\"/staff", StringComparison.Ordinal);
            (isDesk ? _found : _links).AddRange(keys);
        }
    }

    /// <summary>The texts an expression can be, or null if the sources beside it do not tell.</summary>
    private static IReadOnlyList<string>? Read(ExpressionSyntax expression, string file) =>
        expression switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => [text],
            ParenthesizedExpressionSyntax { Expression: var inner } => Read(inner, file),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: var left, Right: var right } => Read(
                left,
                file
            )
                is [var start]
            && Read(right, file) is [var end]
                ? [start + end]
                : null,
            ConditionalExpressionSyntax { WhenTrue: var yes, WhenFalse: var no } => Join([yes, no], file),
            SwitchExpressionSyntax { Arms: var arms } => Join(arms.Select(a => a.Expression), file),
            ThrowExpressionSyntax => [],
            IdentifierNameSyntax { Identifier.Text: var name } => FindLocal(name, file),
            _ => null,
        };

    private static List<string>? Join(IEnumerable<ExpressionSyntax> branches, string file)
    {
        var texts = branches.Select(b => Read(b, file)).ToArray();
        return texts.Contains(null) ? null : [.. texts.SelectMany(t => t!)];
    }

    private static IReadOnlyList<string>? FindLocal(string name, string file)
    {
        var declared = Regex.Match(
            file,
            $@"\b(?:var|string)\s+{Regex.Escape(name)}\s*=(?!=|>)\s*",
            RegexOptions.None,
            s_patternTimeout
        );
        if (!declared.Success)
            return null;
        var start = declared.Index + declared.Length;
        return Read(SyntaxFactory.ParseExpression(file, start, consumeFullText: false), file);
    }

    [GeneratedRegex(
        """\b(?:L|words|texts)\[|\b(?:L|words|texts)\.Plural\(|\bnew NavEntry\(""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Use { get; }

    [GeneratedRegex("""@\*.*?\*@""", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MarkupComment { get; }

    [GeneratedRegex("""[^\r\n]+""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LineText { get; }
}
