using System.Globalization;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Parties.Connectors;

/// <summary>
/// Reads <c>policies/connectors</c>. The recipes are usable only if no finding was added.
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
                    .Select(ReadFile)
                    .OfType<Recipe>(),
            ]
            : [];

    private Recipe? ReadFile(string file)
    {
        if (
            ReviewedYaml
                .Parse(ReviewedFile.Read(file), findings)
                ?.AllowOnly(
                    "recipe",
                    "name",
                    "documentation",
                    "reviewed",
                    "secret",
                    "hosts",
                    "call",
                    "erased",
                    "nothing-held"
                )
            is not { } yaml
        )
        {
            return null;
        }
        // Read only to check them: a recipe without a name, or with a mistyped "reviewed", is not reviewed.
        _ = (yaml.GetText("name"), yaml.GetBoolean("reviewed"));
        if (
            !Uri.TryCreate(yaml.GetText("documentation"), UriKind.Absolute, out var source)
            || source.Scheme is not "https"
        )
        {
            yaml.Report(
                "documentation",
                "this is not a web address",
                "give the https address of the party's own documentation"
            );
        }

        var code = yaml.GetText("recipe");
        var expected = Path.GetFileNameWithoutExtension(file);
        if (code != expected)
            yaml.Report("recipe", $"the name is '{code}'", $"write '{expected}', the name of the file");
        if (
            yaml.GetMapping("call")?.AllowOnly("method", "path", "header", "value") is not { } call
            || ReadMatcher(yaml.GetMapping("erased")) is not { } erased
            || ReadMatcher(yaml.GetMapping("nothing-held")) is not { } nothing
        )
        {
            return null;
        }

        var method = call.GetText("method");
        var path = call.GetText("path");
        var header = call.GetText("header");
        var value = call.GetText("value");
        if (!s_methods.Contains(method, StringComparer.Ordinal))
        {
            call.Report(
                "method",
                $"'{method}' is not a method that erases",
                $"write one of {string.Join(", ", s_methods)}"
            );
        }

        if (
            !path.StartsWith('/')
            || !ContainsOnce(path, Recipe.ReferencePlaceholder)
            || path.Contains('#', StringComparison.Ordinal)
        )
        {
            call.Report(
                "path",
                $"'{path}' does not name the item to erase",
                $"begin with a slash and write {Recipe.ReferencePlaceholder} once, "
                    + $"such as /v1/files/{Recipe.ReferencePlaceholder}"
            );
        }

        if (!header.All(c => char.IsAsciiLetterOrDigit(c) || c is '-'))
            call.Report("header", $"'{header}' is not the name of a header", "write for example Authorization");
        if (!ContainsOnce(value, Recipe.SecretPlaceholder))
        {
            call.Report(
                "value",
                "it does not contain the secret",
                $"write for example \"Bearer {Recipe.SecretPlaceholder}\""
            );
        }
        else if (!value.All(c => c is >= ' ' and <= '~'))
        {
            call.Report("value", "a header cannot contain line breaks or other special characters", "leave them out");
        }

        return new(
            code,
            ReadHosts(yaml),
            new(method.Length > 0 ? method : "DELETE"),
            path,
            header,
            value,
            yaml.GetText("secret"),
            erased,
            nothing
        );
    }

    private static string[] ReadHosts(ReviewedYaml yaml)
    {
        string[] hosts = [.. yaml.GetTexts("hosts", "[api.example.com]")];
        foreach (var host in hosts)
        {
            if (Uri.CheckHostName(host) is not UriHostNameType.Dns || host.Any(char.IsAsciiLetterUpper))
            {
                yaml.Report(
                    "hosts",
                    $"'{host}' is not the name of a host",
                    "write the host of the party's API in lower case, such as api.example.com"
                );
            }
        }

        return hosts;
    }

    private static ResponseMatcher? ReadMatcher(ReviewedYaml? yaml)
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
                yaml.Report("status", $"'{text}' is not a status code of a response", "write for example [200, 204]");
            }
        }

        var field = yaml.GetOptionalText("field");
        var says = yaml.GetOptionalText("says");
        if (field is null != says is null)
            yaml.Report(field is null ? "says" : "field", "'field' and 'says' go together", "give both or neither");
        return new(statuses, field, says);
    }

    private static bool ContainsOnce(string text, string placeholder) => text.Split(placeholder).Length == 2;
}
