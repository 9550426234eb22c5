using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>
/// What a slice has to say to somebody on their home page. Registered by the slice; asked on each visit, so quick.
/// </summary>
public interface IHomeCardSource
{
    /// <returns>Null when there is nothing to say to this person.</returns>
    Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct);
}

/// <summary>Asks every slice.</summary>
public static class HomeCardExtensions
{
    extension(IEnumerable<IHomeCardSource> sources)
    {
        /// <summary>What there is to say to this person, in order.</summary>
        public async Task<IReadOnlyList<HomeCardGroup>> GetCardGroupsAsync(ClaimsPrincipal reader, CancellationToken ct)
        {
            var said = new List<HomeCardGroup>();
            foreach (var source in sources)
            {
                if (await source.GetCardGroupAsync(reader, ct) is { } attention)
                    said.Add(attention);
            }

            return [.. said.OrderBy(a => a.Order)];
        }
    }

    extension(IEnumerable<HomeCardGroup> said)
    {
        /// <summary>The cards, the most pressing first.</summary>
        public List<HomeCard> SortedCards() => [.. said.SelectMany(a => a.Cards).OrderByDescending(c => c.Kind)];
    }
}

/// <summary>A slice's part of the home page, in the reader's language.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Sentence">A fact for the opening line: "3 parties have data about you."</param>
public sealed record HomeCardGroup(int Order, string? Sentence = null)
{
    /// <summary>What needs doing, the most pressing first.</summary>
    public IReadOnlyList<HomeCard> Cards { get; init; } = [];
}

/// <summary>One thing to do.</summary>
/// <param name="Title">"Version 1.1 is new"</param>
/// <param name="Text">One sentence more.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Action">The link's words: "Read what changed"</param>
/// <param name="Kind">How pressing.</param>
public sealed record HomeCard(
    string Title,
    string Text,
    string Href,
    string Action,
    StatusKind Kind = StatusKind.Neutral
);
