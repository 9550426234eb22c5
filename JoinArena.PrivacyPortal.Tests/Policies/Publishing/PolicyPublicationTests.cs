using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

public sealed class PolicyPublicationTests : IDisposable
{
    private readonly TemporaryPolicies _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_publication_records_the_hash_as_sha256sum_would()
    {
        var before = File.ReadAllText(_policies.LockFile);
        _policies.WithDraft("1.1");

        PolicyPublication.Publish(_policies.Root, "1.1").Recorded.ShouldBe(["worker-privacy/1.1/en.md"]);

        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_policies.PathOf("1.1", "en.md")))
        );
        File.ReadAllText(_policies.LockFile).ShouldBe($"{before}{hash}  worker-privacy/1.1/en.md\n");
        _policies.Check().ShouldBeEmpty();
    }

    [Fact]
    public void A_version_published_twice_is_recorded_once()
    {
        _policies.WithPublished("1.1", "2026-12-01T00:00:00Z");
        var before = File.ReadAllText(_policies.LockFile);

        var again = PolicyPublication.Publish(_policies.Root, "1.1");

        again.Findings.ShouldBeEmpty();
        again.Recorded.ShouldBeEmpty();
        File.ReadAllText(_policies.LockFile).ShouldBe(before);
    }

    [Fact]
    public void A_published_text_is_not_published_again_with_other_words()
    {
        var before = File.ReadAllText(_policies.LockFile);
        _policies.Replace(_policies.Text, "may be sent", "will be sent");

        PolicyPublication
            .Publish(_policies.Root, "1.0")
            .Findings.ShouldHaveSingleItem()
            .Problem.ShouldContain("has changed since it was published");
        File.ReadAllText(_policies.LockFile).ShouldBe(before);
    }

    [Fact]
    public void No_version_is_published_while_the_check_has_findings()
    {
        _policies.WithDraft("1.1").Replace(_policies.PathOf("1.1", "version.yml"), "change: material", "change: big");

        PolicyPublication.Publish(_policies.Root, "1.1").Findings.ShouldNotBeEmpty();
        File.ReadAllText(_policies.LockFile).ShouldNotContain("1.1");
    }

    [Fact]
    public void A_version_that_does_not_exist_cannot_be_published() =>
        PolicyPublication
            .Publish(_policies.Root, "7.0")
            .Findings.ShouldHaveSingleItem()
            .Problem.ShouldBe("there is no version '7.0'");

    [Fact]
    public void A_publication_in_progress_blocks_another()
    {
        var before = File.ReadAllText(_policies.LockFile);
        File.WriteAllText(_policies.LockFile + ".new", "");
        _policies.WithDraft("1.1");

        PolicyPublication
            .Publish(_policies.Root, "1.1")
            .Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith($"{_policies.LockFile}.new:1: another publication is in progress or was interrupted");

        File.ReadAllText(_policies.LockFile).ShouldBe(before);
    }

    [Fact]
    public void A_version_published_many_times_at_once_is_recorded_once()
    {
        _policies.WithDraft("1.1").WithDraft("1.2", "2027-01-01T00:00:00Z");

        Parallel.For(0, 8, n => PolicyPublication.Publish(_policies.Root, n % 2 == 0 ? "1.1" : "1.2"));
        foreach (var version in new[] { "1.1", "1.2" })
            PolicyPublication.Publish(_policies.Root, version).Findings.ShouldBeEmpty();

        File.ReadAllLines(_policies.LockFile)
            .Select(l => l.Split("  ")[1])
            .ShouldBe(["worker-privacy/1.0/en.md", "worker-privacy/1.1/en.md", "worker-privacy/1.2/en.md"]);
        _policies.Check().ShouldBeEmpty();
    }
}
