using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>The ways to notify a party, in words for the team.</summary>
public static class ConnectorTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"A signed webhook"</summary>
        public string DescribeConnector(ConnectorType connector) =>
            connector switch
            {
                ConnectorType.Manual => words["A person on the team"],
                ConnectorType.Email => words["An email"],
                ConnectorType.Webhook => words["A signed webhook"],
                ConnectorType.Internal => words["This portal itself"],
                ConnectorType.Http => words["Its own deletion API"],
            };
    }
}
