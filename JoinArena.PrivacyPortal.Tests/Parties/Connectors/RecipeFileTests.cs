using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Parties.Connectors;

/// <summary>The files of recipes, as they are read at the start.</summary>
public sealed class RecipeFileTests
{
    [Fact]
    public void The_shipped_recipes_can_be_read() =>
        RecipeCatalog
            .Load(Repository.GetPath("policies"))
            .All.Select(r => r.Code)
            .ShouldBe(["assemblyai", "elevenlabs-conversations", "openai-files"]);

    [Theory]
    [InlineData("method: DELETE", "method: GET", "'GET' is not a method that erases")]
    [InlineData("/v1/files/{reference}", "/v1/files", "does not name the item to erase")]
    [InlineData("/v1/files/{reference}", "v1/files/{reference}", "does not name the item to erase")]
    [InlineData("header: Authorization", "header: \"Author ization\"", "is not the name of a header")]
    [InlineData("Bearer {secret}", "Bearer key", "does not contain the secret")]
    [InlineData("Bearer {secret}", "Bearer {secret}\\r\\nHost: other.example", "a header cannot contain line breaks")]
    [InlineData("hosts: [api.openai.com", "hosts: [https://api.openai.com", "is not the name of a host")]
    [InlineData("hosts: [api.openai.com, eu.api.openai.com]", "", "api.example.com")]
    [InlineData("status: [200]", "status: [500]", "is not a status code of a response")]
    [InlineData("  says: \"true\"", "", "go together")]
    [InlineData("reviewed: no", "reviewed: maybe", "write yes or no")]
    [InlineData("recipe: openai-files", "recipe: other", "the name of the file")]
    [InlineData("documentation: https://", "documentation: ftp://", "is not a web address")]
    [InlineData("secret: openai", "secrets: openai", "is not a known key here")]
    public void A_recipe_that_could_not_work_is_named_with_its_file_and_how_to_fix_it(
        string right,
        string wrong,
        string says
    )
    {
        var policies = Directory.CreateTempSubdirectory("jpp-recipes-");
        var text = File.ReadAllText(Repository.GetPath("policies", "connectors", "openai-files.yml"));
        text.ShouldContain(right);
        File.WriteAllText(
            Path.Combine(policies.CreateSubdirectory("connectors").FullName, "openai-files.yml"),
            text.Replace(right, wrong, StringComparison.Ordinal)
        );

        var fault = Should.Throw<ConfigurationException>(() => RecipeCatalog.Load(policies.FullName));

        fault.Message.ShouldContain("openai-files.yml:");
        fault.Message.ShouldContain(says);
        RecipeCatalog
            .Check(policies.FullName)
            .ShouldContain(f => f.ToString().Contains(says, StringComparison.Ordinal));
        policies.Delete(recursive: true);
    }
}
