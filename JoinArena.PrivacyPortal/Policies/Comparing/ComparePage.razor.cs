using JoinArena.PrivacyPortal.Policies.Reading;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Policies.Comparing;

public sealed partial class ComparePage(PolicyLibrary library, NavigationManager navigation)
{
    private PolicyComparison? _comparison;
    private IReadOnlyList<PolicyVersion> _choices = [];

    /// <summary>The number of the version to compare from.</summary>
    [Parameter]
    public string A { get; set; } = "";

    /// <summary>The number of the version to compare to.</summary>
    [Parameter]
    public string B { get; set; } = "";

    /// <summary>
    /// The language of the texts. Default: the reader's language if both versions have it, or English.
    /// </summary>
    [Parameter]
    public string? Language { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    protected override void OnInitialized()
    {
        var isSpoken = Language is null || library.Versions.Any(v => v.Texts.ContainsKey(Language));
        if (library.Find(A) is not { } from || library.Find(B) is not { } to || !isSpoken)
        {
            navigation.NotFound();
            return;
        }

        _choices = library.Versions;
        _comparison = PolicyComparison.Create(
            library.Versions,
            from,
            to,
            Language
                ?? PolicyLanguage
                    .GetPreferredLanguages(Http)
                    .FirstOrDefault(l => from.Texts.ContainsKey(l) && to.Texts.ContainsKey(l))
                ?? PolicyVersion.English
        );
    }

    private string Title(PolicyComparison comparison) =>
        comparison.From != comparison.To
            ? L["What changed from version {0} to {1}", comparison.From.Name, comparison.To.Name]
        : IsInTwoLanguages(comparison)
            ? L["Version {0} in English and {1}", comparison.To.Name, L.NameLanguage(Language!)]
        : L["Version {0} compared with itself", comparison.To.Name];

    private string Summarize(PolicyComparison comparison) =>
        comparison.From != comparison.To ? L.Summarize(comparison)
        : IsInTwoLanguages(comparison) ? L["If the two texts differ, the English text applies."]
        : L["Both are the same version, so nothing has changed."];

    // A version beside itself: the same text in English and in the language of the address.
    private bool IsInTwoLanguages(PolicyComparison comparison) =>
        Language is { } language && language != PolicyVersion.English && comparison.To.Texts.ContainsKey(language);

    private IEnumerable<PolicyVersion> GetLaterVersions(PolicyComparison comparison) =>
        library.Versions.Where(v => v.Number > comparison.From.Number && v.Number <= comparison.To.Number);

    private static string GetClauseUrl(PolicyComparison comparison, ClauseChange clause) =>
        $"{PolicyUrls.GetVersionUrl(comparison.To, comparison.Language)}#{clause.Id}";

    private static List<ClauseChange> GetChangedClauses(PolicyComparison comparison) =>
        [.. comparison.Clauses.Where(c => c.Kind is not ClauseChangeKind.Unchanged)];
}
