using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>Connectors in words, for the team.</summary>
public static class ConnectorTexts
{
    extension(IStringLocalizer<SharedResource> texts)
    {
        /// <summary>How a party is notified: "A signed webhook".</summary>
        public string DescribeConnector(ConnectorType type) =>
            type switch
            {
                ConnectorType.Manual => texts["A person on the team"],
                ConnectorType.Email => texts["Email"],
                ConnectorType.Webhook => texts["A signed webhook"],
                ConnectorType.Internal => texts["This portal"],
                ConnectorType.Http => texts["Its own deletion API"],
            };
    }
}
