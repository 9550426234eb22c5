using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// Compares lists of texts that are stored as JSON in one column. Entity Framework's own comparer makes a delegate each
/// time it copies or compares such a list, which is much of what it costs to track a request.
/// </summary>
internal sealed class TextListComparer()
    : ValueComparer<List<string>>(
        (one, other) => AreEqual(one, other),
        list => GetHash(list),
        list => new List<string>(list)
    )
{
    private static bool AreEqual(List<string>? one, List<string>? other) =>
        one == other || (one is not null && other is not null && one.SequenceEqual(other, StringComparer.Ordinal));

    private static int GetHash(List<string> list)
    {
        var hash = new HashCode();
        foreach (var text in list)
            hash.Add(text, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
