using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>Parties in the words of the privacy team.</summary>
public static class PartyTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>A kind of party in a word or two: "Hiring company".</summary>
        public string DescribeKind(PartyKind kind) =>
            kind switch
            {
                PartyKind.LlmProvider => words["AI model provider"],
                PartyKind.ImageApi => words["Photo service"],
                PartyKind.ModelTraining => words["JoinArena’s model training"],
                PartyKind.HiringCompany => words["Hiring company"],
                PartyKind.ExternalSource => words["Website JoinArena looks at"],
                PartyKind.JoinarenaSystem => words["JoinArena’s own system"],
                PartyKind.OtherService => words["Other service"],
            };
    }
}
