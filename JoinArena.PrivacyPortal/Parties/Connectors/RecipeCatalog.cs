using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>All reviewed recipes.</summary>
public sealed class RecipeCatalog(IEnumerable<Recipe> recipes)
{
    private readonly Dictionary<string, Recipe> _recipes = recipes.ToDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>Reads <c>connectors/</c> in the policies directory. Without that folder there are no recipes.</summary>
    /// <exception cref="ConfigurationException">
    /// A file is malformed. The message says the file, the line, what is wrong and how to fix it.
    /// </exception>
    public static RecipeCatalog Load(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        var recipes = Files(policiesDirectory, findings).ReadAll();
        return findings.Count == 0 ? new(recipes) : throw ReviewFinding.ToException(findings);
    }

    /// <summary>Every fault in the recipes of a policies directory.</summary>
    public static IReadOnlyList<ReviewFinding> Check(string policiesDirectory)
    {
        var findings = new List<ReviewFinding>();
        Files(policiesDirectory, findings).ReadAll();
        return findings;
    }

    /// <summary>The recipe with this name; null when there is none.</summary>
    public Recipe? Find(string? code) => _recipes.GetValueOrDefault(code ?? "");

    public IReadOnlyCollection<Recipe> All => _recipes.Values;

    private static RecipeFiles Files(string policiesDirectory, List<ReviewFinding> findings) =>
        new(System.IO.Path.Combine(policiesDirectory, "connectors"), findings);
}
