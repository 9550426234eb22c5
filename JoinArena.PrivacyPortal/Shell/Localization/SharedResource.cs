using System.Globalization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>
/// Everything the portal says. English is the key; another language is one file, <c>Words.es.resx</c>, beside this one.
/// </summary>
public sealed class SharedResource
{
    /// <summary>The languages there is a complete text for, the first being the one to fall back to.</summary>
    public static readonly IReadOnlyList<CultureInfo> SupportedCultures = [CultureInfo.GetCultureInfo("en")];
}

/// <summary>Sentences that depend on a number.</summary>
public static class PluralExtensions
{
    extension(IStringLocalizer words)
    {
        /// <summary>
        /// The sentence for <paramref name="count"/> things: <c>L.Count(n, "1 party", "{0} parties")</c>.
        /// </summary>
        /// <param name="count">
        /// How many; <c>{0}</c> in the sentences, written in the reader's digits and grouping.
        /// </param>
        /// <param name="one">For exactly one.</param>
        /// <param name="other">For none or several.</param>
        /// <param name="more">What else the sentences name: <c>{1}</c>, <c>{2}</c>…</param>
        public string Plural(long count, string one, string other, params ReadOnlySpan<object> more)
        {
            object[] values = [count.ToString("N0", CultureInfo.CurrentCulture), .. more];
            return words[count == 1 ? one : other, values];
        }
    }
}
