using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Policies;

public sealed class PolicyLibraryTests : IDisposable
{
    private static readonly DateTimeOffset First = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryPolicies _policies = new TemporaryPolicies().WithPublished("1.1", "2026-12-01T00:00:00Z");
    private readonly PolicyLibrary _library;

    public PolicyLibraryTests() => _library = PolicyLibrary.Load(_policies.Root);

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_version_is_in_force_from_its_instant_until_that_of_the_next()
    {
        _library.FindInForce(First.AddTicks(-1)).ShouldBeNull();
        _library.FindInForce(First)!.Name.ShouldBe("1.0");
        _library.FindInForce(Second.AddTicks(-1))!.Name.ShouldBe("1.0");
        _library.FindInForce(Second)!.Name.ShouldBe("1.1");
    }

    [Fact]
    public void The_version_to_read_is_the_one_in_force_or_the_first()
    {
        _library.GetCurrent(First.AddYears(-1)).Name.ShouldBe("1.0");
        _library.GetCurrent(Second).Name.ShouldBe("1.1");
    }

    [Fact]
    public void A_version_is_upcoming_until_the_instant_at_which_it_is_in_force()
    {
        ListUpcoming(First.AddTicks(-1)).ShouldBe(["1.0", "1.1"]);
        ListUpcoming(First).ShouldBe(["1.1"]);
        ListUpcoming(Second).ShouldBeEmpty();

        IEnumerable<string> ListUpcoming(DateTimeOffset at) =>
            _library.Snapshot.GetUpcoming(at).Select(version => version.Name);
    }

    [Fact]
    public void A_version_that_is_read_again_is_the_same_one_unless_its_files_have_changed()
    {
        var before = _library.Snapshot;
        var readAgain = new PolicySet([before.Versions[0] with { }, before.Versions[1] with { Digest = "other" }], "");

        var after = readAgain.ReuseUnchanged(before);

        after.Versions[0].ShouldBeSameAs(before.Versions[0]);
        after.Versions[1].ShouldBeSameAs(readAgain.Versions[1]);
        before.Succession.ShouldBeSameAs(before.Succession);
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.1", true)]
    [InlineData("1.2", false)]
    [InlineData("01.0", false)]
    [InlineData("", false)]
    public void A_version_is_looked_up_by_its_number_as_written(string number, bool found) =>
        (_library.Find(number) is not null).ShouldBe(found);

    [Fact]
    public void Version_1_10_comes_after_version_1_9()
    {
        VersionNumber.TryParse("1.10", out var ten).ShouldBeTrue();
        VersionNumber.TryParse("1.9", out var nine).ShouldBeTrue();
        (ten > nine).ShouldBeTrue();
    }
}
