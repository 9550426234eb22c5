using System.Globalization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Shell.Localization;

/// <summary>Sentences that depend on a number.</summary>
public static class PluralExtensions
{
    extension(IStringLocalizer words)
    {
        /// <summary>
        /// The sentence for <paramref name="count"/> things: <c>L.Plural(n, "1 party", "{0} parties")</c>. A language with
        /// more forms than English has one for each in its resources.
        /// </summary>
        /// <param name="count">
        /// The number, which is <c>{0}</c> in the sentences, with the reader's digit grouping.
        /// </param>
        /// <param name="one">The English sentence for exactly one.</param>
        /// <param name="other">The English sentence for zero or several, by which translations are found.</param>
        /// <param name="more">The values of <c>{1}</c>, <c>{2}</c>…</param>
        public string Plural(long count, string one, string other, params ReadOnlySpan<object> more)
        {
            var culture = CultureInfo.CurrentCulture;
            object[] values = [count.ToString("N0", culture), .. more];
            var category = PluralRules.GetCategory(CultureInfo.CurrentUICulture, count);
            var translated = words[SharedResource.GetPluralName(other, category)];
            var sentence = translated.ResourceNotFound ? (count == 1 ? one : other) : translated.Value;
            return string.Format(culture, sentence, values);
        }
    }
}
