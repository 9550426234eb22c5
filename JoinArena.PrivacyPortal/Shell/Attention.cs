using System.Security.Claims;

namespace JoinArena.PrivacyPortal.Shell;

/// <summary>What a slice has to say to somebody on their home page. Registered by the slice; asked on each visit, so quick.</summary>
public interface IAttention
{
    /// <returns>Null when there is nothing to say to this person.</returns>
    Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct);
}

/// <summary>Asks every slice.</summary>
public static class Attentions
{
    extension(IEnumerable<IAttention> sources)
    {
        /// <summary>What there is to say to this person, in order.</summary>
        public async Task<IReadOnlyList<Attention>> AllFor(ClaimsPrincipal reader, CancellationToken ct)
        {
            var said = new List<Attention>();
            foreach (var source in sources)
            {
                if (await source.For(reader, ct) is { } attention) said.Add(attention);
            }

            return [.. said.OrderBy(a => a.Order)];
        }
    }

    extension(IEnumerable<Attention> said)
    {
        /// <summary>The cards, the most pressing first.</summary>
        public List<AttentionCard> Cards() => [.. said.SelectMany(a => a.Cards).OrderByDescending(c => c.Tone)];
    }
}

/// <summary>A slice's part of the home page, in the reader's language.</summary>
/// <param name="Order">Lower stands first.</param>
/// <param name="Sentence">A fact for the opening line: "3 parties have data about you."</param>
public sealed record Attention(int Order, string? Sentence = null)
{
    /// <summary>What needs doing, the most pressing first.</summary>
    public IReadOnlyList<AttentionCard> Cards { get; init; } = [];
}

/// <summary>One thing to do.</summary>
/// <param name="Title">"Version 1.1 is new"</param>
/// <param name="Text">One sentence more.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Action">The link's words: "Read what changed"</param>
/// <param name="Tone">How pressing.</param>
public sealed record AttentionCard(string Title, string Text, string Href, string Action, Tone Tone = Tone.Neutral);
