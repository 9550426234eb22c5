using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Names of countries.</summary>
internal static class Countries
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// The name of the country with this ISO 3166-1 alpha-2 code, or the code itself where the platform has no name
        /// for it. The English name is the key of the translation.
        /// </summary>
        public string? DescribeCountry(string? code)
        {
            if (code is null)
                return null;
            try
            {
                return words[new RegionInfo(code).EnglishName];
            }
            catch (ArgumentException)
            {
                return code;
            }
        }
    }
}
