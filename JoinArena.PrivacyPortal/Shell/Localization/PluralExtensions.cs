using System.Globalization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Sentences that depend on a number.</summary>
public static class PluralExtensions
{
    extension(IStringLocalizer words)
    {
        /// <summary>
        /// The sentence for <paramref name="count"/> things: <c>L.Plural(n, "1 party", "{0} parties")</c>.
        /// </summary>
        /// <param name="count">
        /// The number, which is <c>{0}</c> in the sentences, with the reader's digit grouping.
        /// </param>
        /// <param name="one">The sentence for exactly one.</param>
        /// <param name="other">The sentence for zero or several.</param>
        /// <param name="more">The values of <c>{1}</c>, <c>{2}</c>…</param>
        public string Plural(long count, string one, string other, params ReadOnlySpan<object> more)
        {
            object[] values = [count.ToString("N0", CultureInfo.CurrentCulture), .. more];
            return words[count == 1 ? one : other, values];
        }
    }
}
