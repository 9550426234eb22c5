using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>Collects the home page parts of all slices.</summary>
public static class HomeCardExtensions
{
    extension(IEnumerable<IHomeCardSource> sources)
    {
        /// <summary>The groups for this person, in order.</summary>
        public async Task<IReadOnlyList<HomeCardGroup>> GetCardGroupsAsync(ClaimsPrincipal reader, CancellationToken ct)
        {
            var groups = new List<HomeCardGroup>();
            foreach (var source in sources)
            {
                if (await source.GetCardGroupAsync(reader, ct) is { } group)
                    groups.Add(group);
            }

            return [.. groups.OrderBy(a => a.Order)];
        }
    }

    extension(IEnumerable<HomeCardGroup> groups)
    {
        /// <summary>All cards, the most urgent first.</summary>
        public List<HomeCard> SortedCards() => [.. groups.SelectMany(a => a.Cards).OrderByDescending(c => c.Kind)];
    }
}
