using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Data.Storage;

public sealed class EnumCodeTests
{
    private static readonly string[] s_manual = File.ReadAllLines(Repository.GetPath("docs/operations.md"));

    [Fact]
    public void The_manual_names_every_number_and_none_has_changed()
    {
        ShouldBeNamed<Direction>(nameof(Disclosure.Direction));
        ShouldBeNamed<Purpose>(nameof(Disclosure.Purpose));
        ShouldBeNamed<CoverageStatus>(nameof(Disclosure.CoverageStatus));
        ShouldBeNamed<DataCategory>(nameof(DisclosureItem.Category));
    }

    [Fact]
    public void A_number_that_the_enum_does_not_have_is_an_error() =>
        Should.Throw<InvalidOperationException>(() => EnumCode<Direction>.FromCode(2));

    private static void ShouldBeNamed<TEnum>(string column)
        where TEnum : struct, Enum
    {
        var line = s_manual.Single(l =>
            l.StartsWith($"| `{column}` | ", StringComparison.Ordinal)
            && !l.Contains("smallint", StringComparison.Ordinal)
        );
        string[] words = [.. line.Split('|', StringSplitOptions.TrimEntries)[2..^1].Where(word => word.Length > 0)];

        words.ShouldBe(Enum.GetValues<TEnum>().Select(value => value.ToKebabCase()));
        words
            .Index()
            .ShouldAllBe(word => KebabCase.ToKebabCase(EnumCode<TEnum>.FromCode((short)word.Index)) == word.Item);
    }
}
