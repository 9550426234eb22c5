using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Publishing;

public sealed class PolicyPublicationTests : IDisposable
{
    private readonly PoliciesOnDisk _policies = new();

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void Publishing_records_the_hash_as_sha256sum_would()
    {
        var before = File.ReadAllText(_policies.Lock);
        _policies.WithDraft("1.1");

        PolicyPublication.Publish(_policies.Root, "1.1").Recorded.ShouldBe(["worker-privacy/1.1/en.md"]);

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_policies.PathOf("1.1", "en.md"))));
        File.ReadAllText(_policies.Lock).ShouldBe($"{before}{hash}  worker-privacy/1.1/en.md\n");
        _policies.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Publishing_twice_records_once()
    {
        _policies.WithPublished("1.1", "2026-12-01T00:00:00Z");
        var before = File.ReadAllText(_policies.Lock);

        var again = PolicyPublication.Publish(_policies.Root, "1.1");

        again.Findings.ShouldBeEmpty();
        again.Recorded.ShouldBeEmpty();
        File.ReadAllText(_policies.Lock).ShouldBe(before);
    }

    [Fact]
    public void A_text_that_was_published_is_not_published_anew_with_other_words()
    {
        var before = File.ReadAllText(_policies.Lock);
        _policies.Change(_policies.Text, "may be sent", "will be sent");

        PolicyPublication.Publish(_policies.Root, "1.0").Findings.ShouldHaveSingleItem().What.ShouldContain("has changed since it was published");
        File.ReadAllText(_policies.Lock).ShouldBe(before);
    }

    [Fact]
    public void Nothing_is_published_while_the_check_finds_something()
    {
        _policies.WithDraft("1.1").Change(_policies.PathOf("1.1", "version.yml"), "change: material", "change: big");

        PolicyPublication.Publish(_policies.Root, "1.1").Findings.ShouldNotBeEmpty();
        File.ReadAllText(_policies.Lock).ShouldNotContain("1.1");
    }

    [Fact]
    public void A_version_that_is_not_there_is_refused() =>
        PolicyPublication.Publish(_policies.Root, "7.0").Findings.ShouldHaveSingleItem().What.ShouldBe("there is no version '7.0'");

    [Fact]
    public void A_publication_under_way_is_not_overtaken()
    {
        var before = File.ReadAllText(_policies.Lock);
        File.WriteAllText(_policies.Lock + ".new", "");
        _policies.WithDraft("1.1");

        PolicyPublication.Publish(_policies.Root, "1.1").Findings.ShouldHaveSingleItem().ToString().ShouldStartWith($"{_policies.Lock}.new:1: another publication is under way, or was broken off");

        File.ReadAllText(_policies.Lock).ShouldBe(before);
    }

    [Fact]
    public void Published_at_once_by_many_it_is_recorded_once()
    {
        _policies.WithDraft("1.1").WithDraft("1.2", "2027-01-01T00:00:00Z");

        Parallel.For(0, 8, n => PolicyPublication.Publish(_policies.Root, n % 2 == 0 ? "1.1" : "1.2"));
        foreach (var version in new[] { "1.1", "1.2" }) PolicyPublication.Publish(_policies.Root, version).Findings.ShouldBeEmpty();

        File.ReadAllLines(_policies.Lock).Select(l => l.Split("  ")[1]).ShouldBe(["worker-privacy/1.0/en.md", "worker-privacy/1.1/en.md", "worker-privacy/1.2/en.md"]);
        _policies.Check().ShouldBeEmpty();
    }
}
