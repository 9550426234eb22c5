using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>The portal's words as the program has them.</summary>
internal static class EnglishWords
{
    public static readonly IStringLocalizer<SharedResource> Localizer = new StringLocalizer<SharedResource>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)
    );
}
