using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Reads <c>policies/connectors</c>. What it returns is only good for use where no finding was added.
/// </summary>
internal sealed class RecipeFiles(string directory, ICollection<ReviewFinding> findings)
{
    private static readonly string[] s_methods = ["DELETE", "POST", "PUT", "PATCH"];

    public IReadOnlyList<Recipe> ReadAll() =>
        Directory.Exists(directory)
            ?
            [
                .. Directory
                    .EnumerateFiles(directory, "*.yml")
                    .Order(StringComparer.Ordinal)
                    .Select(One)
                    .OfType<Recipe>(),
            ]
            : [];

    private Recipe? One(string file)
    {
        if (
            ReviewedYaml
                .Parse(ReviewedFile.Read(file), findings)
                ?.AllowOnly("recipe", "name", "documentation", "reviewed", "secret", "call", "erased", "nothing-held")
            is not { } yaml
        )
        {
            return null;
        }
        // Read for the reviewer's sake: a recipe without a source, or with a mistyped yes, is not reviewed.
        _ = (yaml.GetText("name"), yaml.GetBoolean("reviewed"));
        if (
            !Uri.TryCreate(yaml.GetText("documentation"), UriKind.Absolute, out var source)
            || source.Scheme is not "https"
        )
        {
            yaml.Report(
                "documentation",
                "this is not the address of a page",
                "give the https address of the party's own documentation"
            );
        }

        var (code, expected) = (yaml.GetText("recipe"), Path.GetFileNameWithoutExtension(file));
        if (code != expected)
            yaml.Report("recipe", $"it is called '{code}'", $"call it '{expected}', as the file");
        if (
            yaml.GetMapping("call")?.AllowOnly("method", "path", "header", "value") is not { } call
            || Test(yaml.GetMapping("erased")) is not { } erased
            || Test(yaml.GetMapping("nothing-held")) is not { } nothing
        )
        {
            return null;
        }

        var (method, path, header, value) = (
            call.GetText("method"),
            call.GetText("path"),
            call.GetText("header"),
            call.GetText("value")
        );
        if (!s_methods.Contains(method, StringComparer.Ordinal))
            call.Report("method", $"'{method}' does not erase", $"write one of {string.Join(", ", s_methods)}");
        if (
            !path.StartsWith('/')
            || !Once(path, Recipe.ReferencePlaceholder)
            || path.Contains('#', StringComparison.Ordinal)
        )
        {
            call.Report(
                "path",
                $"'{path}' names nothing to erase",
                $"begin with a slash and name the thing once as {Recipe.ReferencePlaceholder}, such as /v1/files/{Recipe.ReferencePlaceholder}"
            );
        }

        if (!header.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
            call.Report("header", $"'{header}' is no name of a header", "write for example Authorization");
        if (!Once(value, Recipe.SecretPlaceholder))
        {
            call.Report(
                "value",
                "the secret has no place in it",
                $"write for example \"Bearer {Recipe.SecretPlaceholder}\""
            );
        }

        return new(
            code,
            new(method.Length > 0 ? method : "DELETE"),
            path,
            header,
            value,
            yaml.GetText("secret"),
            erased,
            nothing
        );
    }

    private static ResponseMatcher? Test(ReviewedYaml? yaml)
    {
        if (yaml?.AllowOnly("status", "field", "says") is null)
            return null;
        var statuses = new List<int>();
        foreach (var text in yaml.GetTexts("status", "[200, 204]"))
        {
            if (
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 200 and < 500
            )
            {
                statuses.Add(status);
            }
            else
            {
                yaml.Report("status", $"'{text}' is no status that answers anything", "write for example [200, 204]");
            }
        }

        var (field, says) = (yaml.GetOptionalText("field"), yaml.GetOptionalText("says"));
        if (field is null != says is null)
            yaml.Report(field is null ? "says" : "field", "'field' and 'says' belong together", "give both or neither");
        return new(statuses, field, says);
    }

    private static bool Once(string text, string place) => text.Split(place).Length == 2;
}
