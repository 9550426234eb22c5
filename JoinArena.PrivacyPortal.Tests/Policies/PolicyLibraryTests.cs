using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Policies;

public sealed class PolicyLibraryTests : IDisposable
{
    private static readonly DateTimeOffset First = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Second = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PoliciesOnDisk _policies = new PoliciesOnDisk().WithPublished("1.1", "2026-12-01T00:00:00Z");
    private readonly PolicyLibrary _library;

    public PolicyLibraryTests() => _library = PolicyLibrary.Load(_policies.Root);

    public void Dispose() => _policies.Dispose();

    [Fact]
    public void A_version_is_in_force_from_its_instant_until_the_next_ones()
    {
        _library.At(First.AddTicks(-1)).ShouldBeNull();
        _library.At(First)!.Name.ShouldBe("1.0");
        _library.At(Second.AddTicks(-1))!.Name.ShouldBe("1.0");
        _library.At(Second)!.Name.ShouldBe("1.1");
    }

    [Fact]
    public void Before_the_first_version_is_in_force_it_is_the_one_to_read() => _library.Current(First.AddYears(-1)).Name.ShouldBe("1.0");

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.1", true)]
    [InlineData("1.2", false)]
    [InlineData("01.0", false)]
    [InlineData("", false)]
    public void A_version_is_found_by_its_number_as_written(string number, bool found) => (_library.Find(number) is not null).ShouldBe(found);

    [Fact]
    public void Version_1_10_comes_after_version_1_9()
    {
        VersionNumber.TryParse("1.10", out var ten).ShouldBeTrue();
        VersionNumber.TryParse("1.9", out var nine).ShouldBeTrue();
        (ten > nine).ShouldBeTrue();
    }
}
