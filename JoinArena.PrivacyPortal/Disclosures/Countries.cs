using System.Globalization;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Countries as a person calls them.</summary>
internal static class Countries
{
    /// <summary>The name of an ISO 3166-1 alpha-2 code in the reader's language; the code itself where the platform knows no name, null where there is no code.</summary>
    public static string? Name(string? code)
    {
        if (code is null) return null;
        try
        {
            return new RegionInfo(code).DisplayName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
