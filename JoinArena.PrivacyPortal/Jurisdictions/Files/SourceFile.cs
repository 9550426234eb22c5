using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;

namespace JoinArena.PrivacyPortal.Jurisdictions.Files;

/// <summary>Reads what every rule file says about itself: its source, how it was learned, whether it is reviewed.</summary>
internal static class SourceFile
{
    /// <summary>The keys of a signature.</summary>
    public static readonly IReadOnlyList<string> ReviewKeys =
    [
        "reviewed",
        "reviewed-by",
        "reviewed-on",
        "reviewed-sha256",
    ];

    public static RuleSource Parse(ReviewedYaml yaml)
    {
        var source = new RuleSource(
            $"{Path.GetFileName(Path.GetDirectoryName(yaml.File))}/{Path.GetFileName(yaml.File)}",
            yaml.GetText("source"),
            yaml.GetEnum<HowLearned>("learned"),
            yaml.GetOptionalText("not-read")
        )
        {
            SignedSha256 = yaml.Whole.ComputeSignedSha256(),
            Content = yaml.Whole.Content,
        };
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

    /// <summary>Counsel's signature; null until there is one.</summary>
    public static Review? ParseReview(ReviewedYaml yaml, RuleSource source)
    {
        if (!yaml.GetBoolean("reviewed"))
        {
            foreach (var key in ReviewKeys.Where(k => k != "reviewed" && yaml.Has(k)))
                yaml.Report(key, $"it is not reviewed, so '{key}' has no use", "remove it, or write 'reviewed: yes'");
            return null;
        }

        var signed = yaml.GetText("reviewed-sha256", source.SignedSha256);
        if (signed.Length > 0 && signed != source.SignedSha256)
        {
            yaml.Report(
                "reviewed-sha256",
                "the file is not what was signed",
                $"review it again and write {source.SignedSha256}, or undo the change"
            );
        }

        return new(yaml.GetText("reviewed-by", "Ada Counsel"), yaml.GetDate("reviewed-on"));
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
