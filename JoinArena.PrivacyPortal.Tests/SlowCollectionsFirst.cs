using JoinArena.PrivacyPortal.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("JoinArena.PrivacyPortal.Tests.SlowCollectionsFirst", "JoinArena.PrivacyPortal.Tests")]

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>
/// Begins with the classes that take longest: those marked slow, and journeys. At the end of a run short ones are left,
/// which fill all processors until the last.
/// </summary>
public sealed class SlowCollectionsFirst : ITestCollectionOrderer
{
    private static readonly string s_journeys = $"{typeof(Portal).Assembly.GetName().Name}.Journeys.";

    // The class of a collection is known by the collection's name alone.
    private static readonly string[] s_slow =
    [
        .. typeof(Portal)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetCustomAttributesData()
                    .Any(a =>
                        a.AttributeType == typeof(TraitAttribute) && a.ConstructorArguments is [_, { Value: "slow" }]
                    )
            )
            .Select(type => type.FullName!),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(IsSlow);

    private static bool IsSlow(ITestCollection collection) =>
        collection.DisplayName.Contains(s_journeys, StringComparison.Ordinal)
        || s_slow.Any(name => collection.DisplayName.Contains(name, StringComparison.Ordinal));
}
