using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Reads what every rule file says about itself: its source, how it was learned, whether it is reviewed.</summary>
internal static class SourceFile
{
    public static RuleSource Parse(ReviewedYaml yaml)
    {
        var source = new RuleSource(
            $"{Path.GetFileName(Path.GetDirectoryName(yaml.File))}/{Path.GetFileName(yaml.File)}",
            yaml.GetText("source"),
            yaml.GetEnum<HowLearned>("learned"),
            yaml.GetOptionalText("not-read")
        );
        if (source.Learned is HowLearned.Remembered && yaml.Has("reviewed") && yaml.GetBoolean("reviewed"))
        {
            yaml.Report(
                "learned",
                "it is reviewed, but nobody has read its source",
                "read the source and write 'learned: read', or write 'reviewed: no'"
            );
        }

        if (source is { Learned: HowLearned.Remembered, NotRead: not null })
            yaml.Report("not-read", "nothing of it was read, so 'not-read' has no use", "remove it");
        return source;
    }

    /// <summary>The address of an authority; null if the file gives none.</summary>
    public static string? ParseWebsite(ReviewedYaml yaml)
    {
        if (yaml.GetOptionalText("website") is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            yaml.Report(
                "website",
                $"'{text}' is not the https address of a website",
                "write it like https://www.cnil.fr"
            );
        }

        return text;
    }
}
