using System.Globalization;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Countries as a person calls them.</summary>
internal static class Countries
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>
        /// The name of an ISO 3166-1 alpha-2 code: in English, which is the key to every other language; the code
        /// itself where the platform knows no name.
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
