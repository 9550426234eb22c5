using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>How a party's own deletion API is called, as a reviewed file says.</summary>
/// <param name="Code">Its name, as a party's connector names it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">
/// Added to the party's address; <c>{reference}</c> stands for what the party calls the thing.
/// </param>
/// <param name="Header">The header that carries the secret.</param>
/// <param name="Value">What stands in it; <c>{secret}</c> stands for the secret.</param>
/// <param name="Secret">The secret's name under <c>Portal:Connectors:Secrets</c>.</param>
/// <param name="Erased">Says that it has been erased.</param>
/// <param name="NothingHeld">Says that there is nothing of that name.</param>
public sealed record Recipe(
    string Code,
    HttpMethod Method,
    string Path,
    string Header,
    string Value,
    string Secret,
    ResponseMatcher Erased,
    ResponseMatcher NothingHeld
)
{
    internal const string ReferencePlaceholder = "{reference}";
    internal const string SecretPlaceholder = "{secret}";

    /// <summary>The address to call for one thing.</summary>
    public Uri BuildUri(string url, string reference) =>
        new(
            url.TrimEnd('/')
                + Path.Replace(ReferencePlaceholder, Uri.EscapeDataString(reference), StringComparison.Ordinal)
        );
}

/// <summary>What an answer must be like.</summary>
/// <param name="Statuses">The HTTP statuses.</param>
/// <param name="Field">A field of a JSON body that must say something; null when the status is enough.</param>
/// <param name="ExpectedText">What it must say, as text.</param>
public sealed record ResponseMatcher(IReadOnlyList<int> Statuses, string? Field, string? ExpectedText);

/// <summary>The reviewed recipes, ready to be asked.</summary>
public sealed class RecipeCatalog(IEnumerable<Recipe> recipes)
{
    private readonly Dictionary<string, Recipe> _recipes = recipes.ToDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>Reads <c>connectors/</c> in the policies directory; without that folder there are none.</summary>
    /// <exception cref="ConfigurationException">
    /// A file is malformed: file, line, what is wrong, how to mend it.
    /// </exception>
    public static RecipeCatalog Load(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        var recipes = Files(policiesDirectory, findings).ReadAll();
        return findings.Count == 0 ? new(recipes) : throw ReviewFinding.ToException(findings);
    }

    /// <summary>Everything that is wrong with the recipes in a policies directory.</summary>
    public static IReadOnlyList<ReviewFinding> Check(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        Files(policiesDirectory, findings).ReadAll();
        return findings;
    }

    /// <summary>One recipe, or null.</summary>
    public Recipe? Find(string? code) => _recipes.GetValueOrDefault(code ?? "");

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Recipe> All => _recipes.Values;

    private static RecipeFiles Files(string policiesDirectory, List<ReviewFinding> findings) =>
        new(System.IO.Path.Combine(policiesDirectory, "connectors"), findings);
}
