using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>The portal's texts as the program has them.</summary>
internal static class TestLocalizer
{
    public static readonly IStringLocalizer<SharedResource> English = new StringLocalizer<SharedResource>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance)
    );
}
