using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Deliveries;

/// <summary>The texts about deliveries.</summary>
internal static class DeliveryTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What was to be delivered: "An email".</summary>
        public string Describe(DeliveryKind kind) =>
            kind switch
            {
                DeliveryKind.Mail => words["An email"],
                DeliveryKind.AnswerDigest => words["An email with the answers of a day"],
                DeliveryKind.Webhook => words["An event for one of JoinArena’s systems"],
                DeliveryKind.Erasure => words["A message to a party about a deletion request"],
            };
    }
}
