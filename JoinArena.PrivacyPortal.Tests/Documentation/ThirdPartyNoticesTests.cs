using System.Text.Json;
using System.Xml.Linq;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>What others have written and we ship comes with its licence.</summary>
[Trait("Speed", "slow")]
public sealed class ThirdPartyNoticesTests(PublishedPortal portal) : IClassFixture<PublishedPortal>
{
    private const string FileName = "THIRD-PARTY-NOTICES.txt";

    [Fact]
    public async Task The_published_program_has_a_notice_for_each_package_in_it_and_for_no_other()
    {
        var notices = (await File.ReadAllTextAsync(Path.Combine(portal.ProgramDirectory, FileName))).ReplaceLineEndings(
            "\n"
        );
        var listed = notices
            .Split("\n\n")
            .Where(block => block.Contains("\n  Licence: ", StringComparison.Ordinal))
            .Select(block => block.Trim());

        var shipped = ListShipped().Select(Describe).ToList();

        shipped.Count.ShouldBeGreaterThan(25);
        listed.Order(StringComparer.Ordinal).ShouldBe(shipped.Order(StringComparer.Ordinal), $"mend {FileName}");
    }

    [Fact]
    public async Task Every_licence_that_a_notice_names_is_there_in_full()
    {
        var notices = await File.ReadAllTextAsync(Repository.GetPath(FileName));

        foreach (var licence in ListShipped().Select(ReadLicence).Distinct(StringComparer.Ordinal))
            notices.ShouldContain($"\n==== {licence} ====\n");
    }

    // The blocks as they are to stand in the file.
    private static string Describe((string Name, string Version) package)
    {
        var about = ReadMetadata(package);
        var owner = Value(about, "copyright") is { Length: > 0 } copyright ? copyright : Value(about, "authors");
        var page = Value(about, "projectUrl") is { Length: > 0 } url ? $"\n  {url}" : "";
        return $"{package.Name} {package.Version}\n  Licence: {ReadLicence(package)}\n  Copyright: {owner}{page}";
    }

    // CsvHelper lets the receiver choose.
    private static string ReadLicence((string Name, string Version) package) =>
        Value(ReadMetadata(package), "license").Split(" OR ")[^1];

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";

    private static XElement ReadMetadata((string Name, string Version) package)
    {
        var root =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var name = package.Name.ToLowerInvariant();
        var version = package.Version.ToLowerInvariant();
        return XDocument.Load(Path.Combine(root, name, version, $"{name}.nuspec")).Root!.Elements().First();
    }

    private IReadOnlyList<(string Name, string Version)> ListShipped()
    {
        var file = Path.Combine(portal.ProgramDirectory, "JoinArena.PrivacyPortal.deps.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. json
                .RootElement.GetProperty("libraries")
                .EnumerateObject()
                .Where(library => library.Value.GetProperty("type").ValueEquals("package"))
                .Select(library => library.Name.Split('/'))
                .Select(parts => (parts[0], parts[1])),
        ];
    }
}
