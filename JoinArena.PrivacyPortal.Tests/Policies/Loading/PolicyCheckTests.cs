using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Tests.Policies.Loading;

public sealed class PolicyCheckTests : IDisposable
{
    private readonly TemporaryPolicies _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void The_shipped_policy_has_no_findings() => PolicyCheck.Run(TemporaryPolicies.Shipped).ShouldBeEmpty();

    [Theory]
    [InlineData("data: [interview-image]", "data: [selfie]", 28, "'selfie' is not a known data category")]
    [InlineData("with: [image-api]", "with: [printer]", 29, "'printer' is not a known party kind")]
    [InlineData("for: [photo-generation]", "for: [fun]", 30, "'fun' is not a known purpose")]
    [InlineData("direction: collected", "direction: sideways", 64, "'sideways' is not a known direction")]
    [InlineData("data: [interview-image]", "data: []", 28, "'data' is empty")]
    [InlineData(
        "data: [interview-image]",
        "data: interview-image",
        28,
        "'data' has the wrong form: write it like 'data: [interview-recording]'"
    )]
    [InlineData("        with: [image-api]\n", "", 28, "'with' is missing")]
    [InlineData("id: deletion", "id: agreement", 72, "there are two clauses 'agreement'")]
    [InlineData("id: deletion", "id: Deletion!", 72, "'Deletion!' is not a clause id")]
    [InlineData("      heading: Companies that hire\n", "", 47, "'heading' is missing")]
    [InlineData("published: 2025-11-01T00:00:00Z", "published: 1 November 2025", 4, "'published' is '1 November 2025'")]
    [InlineData(
        "published: 2025-11-01T00:00:00Z",
        "published: 2025-11-31T00:00:00Z",
        4,
        "'published' is '2025-11-31T00:00:00Z'"
    )]
    [InlineData(
        "effective: 2025-11-01T00:00:00Z",
        "effective: 2025-11-01T00:00:00+01:00",
        5,
        "which is not an instant in UTC"
    )]
    [InlineData(
        "effective: 2025-11-01T00:00:00Z",
        "effective: 2025-10-31T00:00:00Z",
        5,
        "'effective' is before 'published'"
    )]
    [InlineData("version: \"1.0\"", "version: \"1.1\"", 3, "'version' is '1.1' in the folder '1.0'")]
    [InlineData("change: initial", "change: material", 6, "'change' is 'material'")]
    [InlineData("reviewed: no", "reviewed: maybe", 7, "'reviewed' is 'maybe'")]
    [InlineData("reviewed: no", "reviewd: no", 7, "'reviewd' is not a known key here")]
    [InlineData("change: initial", "change: initial\nchange: initial", 7, "'change' occurs twice")]
    [InlineData("change: initial", "change: [initial", 6, "the file is not YAML")]
    public void A_mistake_in_version_yml_is_reported_with_its_line(string right, string wrong, int line, string what)
    {
        _policies.Replace(_policies.VersionFile, right, wrong);

        var findings = _policies.Check().Where(f => f.File == _policies.VersionFile).ToList();

        findings.ShouldContain(
            f => f.ToString().Contains(what, StringComparison.Ordinal) && f.Line == line,
            string.Join('\n', findings)
        );
        findings.ShouldAllBe(f => f.Fix.Length > 0);
    }

    [Theory]
    [InlineData(
        "begins: Images from the Worker's interview",
        "begins: Pictures of you",
        1,
        "clause 'professional-photos' is not in the text"
    )]
    [InlineData(
        "begins: Images from the Worker's interview",
        "begins: the Worker's",
        10,
        "clause 'professional-photos' could start in two places"
    )]
    [InlineData(
        "begins: Occasionally, JoinArena may also surface",
        "begins: Images from the",
        10,
        "clause 'external-sources' comes before the clause that is listed before it"
    )]
    public void A_clause_without_its_place_in_the_text_is_reported(string right, string wrong, int line, string what)
    {
        _policies.Replace(_policies.VersionFile, right, wrong);

        _policies
            .Check()
            .ShouldContain(
                f => f.File == _policies.Text && f.Line == line && f.Problem.StartsWith(what, StringComparison.Ordinal),
                string.Join('\n', _policies.Check())
            );
    }

    [Theory]
    [InlineData("# Privacy Policy", "Privacy Policy", 1, "does not start with its title")]
    [InlineData("At JoinArena, we", "At <b>JoinArena</b>, we", 5, "raw HTML")]
    [InlineData("At JoinArena, we", "At [JoinArena](javascript:alert(1)), we", 5, "a link to 'javascript:alert(1)'")]
    [InlineData("At JoinArena, we", "At ![JoinArena](https://example.com/logo.png), we", 5, "an image")]
    [InlineData(
        "Images from the Worker's interview may be",
        "*So: Images from the Worker's interview* may be",
        1,
        "reads differently when split"
    )]
    public void A_text_that_cannot_be_shown_as_it_is_is_reported(string right, string wrong, int line, string what)
    {
        _policies.Replace(_policies.Text, right, wrong);

        _policies
            .Check()
            .ShouldContain(
                f => f.File == _policies.Text && f.Line == line && f.Problem.Contains(what, StringComparison.Ordinal),
                string.Join('\n', _policies.Check())
            );
    }

    [Fact]
    public void A_translation_must_contain_every_clause_in_its_language()
    {
        File.WriteAllText(_policies.PathOf("1.0", "es.md"), "# Política\n");

        var missing = _policies.Check().Where(f => f.Problem == "'es' is missing").ToList();
        missing.Count.ShouldBe(9, "the summary and eight clauses");
        missing.ShouldAllBe(f => f.File == _policies.VersionFile);
    }

    [Theory]
    [InlineData("1.01")]
    [InlineData("v2")]
    [InlineData("1")]
    public void A_folder_whose_name_is_no_version_number_is_reported(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_policies.PathOf(name, "x"))!);

        _policies.Check().ShouldHaveSingleItem().Problem.ShouldBe("the folder's name is not a version number");
    }

    [Fact]
    public void A_stray_file_and_a_missing_version_yml_are_reported()
    {
        File.Move(_policies.VersionFile, _policies.PathOf("1.0", "version.yaml"));

        var findings = _policies.Check().Select(f => f.Problem).ToList();
        findings.ShouldContain("there is no version.yml");
        findings.ShouldContain("the file is neither version.yml nor a text named by its language");
    }

    [Fact]
    public void Versions_must_come_into_force_one_after_the_other() =>
        _policies
            .WithDraft("1.1", "2025-11-01T00:00:00Z")
            .Check()
            .ShouldContain(f => f.Problem == "version 1.1 does not come into force after version 1.0");

    [Theory]
    [InlineData("professional-photos", null)]
    [InlineData("[professional-photos, model-improvement]", null)]
    [InlineData("selfies", "version 1.0 has no clause 'selfies'")]
    [InlineData("deletion", "'portraits' replaces 'deletion', which is still here")]
    [InlineData("[professional-photos, professional-photos]", "'professional-photos' is replaced twice")]
    [InlineData("[]", "'replaces' is empty: write it like")]
    public void A_renamed_clause_must_name_a_removed_one(string replaces, string? what)
    {
        var file = _policies.WithDraft("1.1").PathOf("1.1", "version.yml");
        _policies
            .Replace(file, "id: professional-photos", $"id: portraits\n    replaces: {replaces}")
            .Replace(file, "id: model-improvement", "id: models");

        var findings = _policies.Check().Where(f => f.File == file).ToList();

        if (what is null)
            findings.ShouldBeEmpty();
        else
            findings.ShouldHaveSingleItem().ToString().ShouldStartWith($"{file}:23: {what}");
    }

    [Fact]
    public void The_predecessors_of_a_clause_are_kept_with_it()
    {
        var file = _policies.WithDraft("1.1").PathOf("1.1", "version.yml");
        _policies.Replace(file, "id: professional-photos", "id: portraits\n    replaces: professional-photos");

        PolicyLibrary
            .Load(_policies.WithLock("1.1").Root)
            .Versions[1]
            .Clauses.Where(c => c.Replaces.Count > 0)
            .ShouldHaveSingleItem()
            .Replaces.ShouldBe(["professional-photos"]);
    }

    [Fact]
    public void No_clause_of_the_first_version_replaces_another() =>
        _policies
            .Replace(_policies.VersionFile, "id: deletion", "id: deletion\n    replaces: erasure")
            .Check()
            .ShouldHaveSingleItem()
            .Problem.ShouldBe("'deletion' replaces 'erasure' in the first version");

    [Fact]
    public void The_start_stops_with_every_finding_one_a_line()
    {
        _policies
            .Replace(_policies.VersionFile, "data: [interview-image]", "data: [selfie]")
            .Replace(_policies.VersionFile, "reviewed: no", "reviewed: maybe");

        var lines = Should
            .Throw<ConfigurationException>(() => PolicyLibrary.Load(_policies.Root))
            .Message.Split(Environment.NewLine);

        lines.Length.ShouldBe(2);
        lines.ShouldContain($"{_policies.VersionFile}:7: 'reviewed' is 'maybe': write yes or no");
    }

    [Fact]
    public void A_folder_that_is_not_there_names_the_setting() =>
        Should
            .Throw<ConfigurationException>(() => PolicyLibrary.Load("/nowhere"))
            .Message.ShouldStartWith("Portal__PoliciesDirectory: there is no folder '/nowhere'");
}
