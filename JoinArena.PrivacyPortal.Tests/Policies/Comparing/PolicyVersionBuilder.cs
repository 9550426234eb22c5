using System.Globalization;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

/// <summary>Versions made up in a line: what a test is about, and nothing else.</summary>
internal static class PolicyVersionBuilder
{
    /// <summary>
    /// A version whose clauses are given as id and words; each begins with its id, as a word, so that it can be found.
    /// </summary>
    public static PolicyVersion Create(string number, params (string Id, string Words)[] clauses) =>
        Create(
            number,
            [.. clauses.Select(c => CreateClause(c.Id)).Zip(clauses, (clause, said) => (clause, said.Words))]
        );

    public static PolicyVersion Create(
        string number,
        IReadOnlyList<(Clause Clause, string Words)> clauses,
        string intro = "We are here for you."
    )
    {
        VersionNumber.TryParse(number, out var parsed).ShouldBeTrue();
        var markdown =
            $"# Policy\n\n{intro}\n\n{string.Join("\n\n", clauses.Select(c => $"Of {c.Clause.Id}: {c.Words}"))}\n";
        var findings = new List<ReviewFinding>();
        var text = PolicyText.Parse(
            new ReviewedFile("en.md", Encoding.UTF8.GetBytes(markdown), 0),
            number,
            [.. clauses.Select(c => (c.Clause.Id, $"Of {c.Clause.Id}: "))],
            findings
        );
        findings.ShouldBeEmpty(markdown);
        var from = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMonths((parsed.Major * 12) + parsed.Minor);
        return new()
        {
            Number = parsed,
            Published = from,
            Effective = from,
            Change = number is "1.0" ? ChangeKind.Initial : ChangeKind.Material,
            Reviewed = false,
            Summary = new Dictionary<string, string> { ["en"] = $"What {number} is about." },
            Clauses = [.. clauses.Select(c => c.Clause)],
            Texts = new Dictionary<string, PolicyText> { ["en"] = text! },
        };
    }

    public static Clause CreateClause(string id, params CoverageRule[] covers) =>
        new(
            id,
            covers,
            new Dictionary<string, ClauseText> { ["en"] = new($"Of {id}: ", $"Clause {id}", $"About {id}.") }
        );

    public static CoverageRule CreateCoverageRule(PartyKind with, Purpose purpose, params DataCategory[] data) =>
        new(data.ToHashSet(), new HashSet<PartyKind> { with }, new HashSet<Purpose> { purpose }, Direction.Disclosed);

    /// <summary>
    /// Two versions of clauses from one small set, so that they share some, reordered, reworded and covering other
    /// things.
    /// </summary>
    public static readonly Gen<(PolicyVersion, PolicyVersion)> Pairs = Gen.Select(
        Any,
        Any,
        (a, b) => (Create("1.0", a.Clauses, a.Intro), Create("2.0", b.Clauses, b.Intro))
    );

    private static Gen<(IReadOnlyList<(Clause, string)> Clauses, string Intro)> Any
    {
        get
        {
            var words = Gen.OneOf(
                    "you",
                    "your data",
                    "may be sent",
                    "to them",
                    "*always*",
                    "and",
                    "never.\n\n- in a list\n- and again\n\nThen",
                    "[see](https://example.com)",
                    ","
                )
                .List[1, 8]
                .Select(w => string.Join(' ', w));
            var covers = Gen.Select(
                Sets<DataCategory>(),
                Sets<PartyKind>(),
                Sets<Purpose>(),
                Gen.Enum<Direction>(),
                (data, with, purpose, direction) => new CoverageRule(data, with, purpose, direction)
            ).Array[0, 2];
            var clauses = Gen.Shuffle(new[] { "a", "b", "c", "d", "e" })
                .SelectMany(ids =>
                    Gen.Select(
                        Gen.Int[1, 5],
                        words.Array[5],
                        covers.Array[5],
                        (count, said, covered) =>
                            (IReadOnlyList<(Clause, string)>)
                                [.. ids.Take(count).Select((id, i) => (CreateClause(id, covered[i]), said[i]))]
                    )
                );
            return Gen.Select(clauses, Gen.OneOf("We are here.", "We were here."));
        }
    }

    private static Gen<IReadOnlySet<T>> Sets<T>()
        where T : struct, Enum => Gen.Enum<T>().Array[1, 3].Select(members => (IReadOnlySet<T>)members.ToHashSet());
}
