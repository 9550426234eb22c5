namespace JoinArena.PrivacyPortal.Tests.Policies.Loading;

/// <summary>The lock file of published texts, as it is checked at the start.</summary>
public sealed class PolicyLockFileTests : IDisposable
{
    private readonly TemporaryPolicies _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_comma_changed_in_a_published_text_is_reported_at_its_line_of_the_lock_file()
    {
        _policies.Replace(_policies.Text, "Occasionally,", "Occasionally");
        _policies.Replace(_policies.VersionFile, "Occasionally, JoinArena", "Occasionally JoinArena");

        var finding = _policies.Check().ShouldHaveSingleItem();
        finding.File.ShouldBe(_policies.LockFile);
        finding.Line.ShouldBe(1);
        finding.Problem.ShouldStartWith("'worker-privacy/1.0/en.md' has changed since it was published");
    }

    [Fact]
    public void An_unpublished_text_is_reported() =>
        _policies
            .WithDraft("1.1")
            .Check()
            .ShouldHaveSingleItem()
            .Problem.ShouldBe("'worker-privacy/1.1/en.md' is not published");

    [Fact]
    public void A_missing_published_text_is_reported()
    {
        _policies.WithPublished("1.1", "2026-12-01T00:00:00Z");
        Directory.Delete(Path.GetDirectoryName(_policies.PathOf("1.1", "en.md"))!, recursive: true);

        _policies
            .Check()
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith($"{_policies.LockFile}:2: 'worker-privacy/1.1/en.md' was published but is missing");
    }

    [Fact]
    public void An_invalid_line_of_the_lock_file_is_reported()
    {
        File.AppendAllText(_policies.LockFile, "0123  worker-privacy/1.0/es.md\n");

        _policies.Check().ShouldHaveSingleItem().Line.ShouldBe(2);
    }
}
