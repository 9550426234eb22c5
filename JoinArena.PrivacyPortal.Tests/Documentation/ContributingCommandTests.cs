using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Documentation.Pictures;
using JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands for developers of the portal, run as they are written, on copies where they write.</summary>
[Trait("Speed", "slow")]
public sealed partial class ContributingCommandTests : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("jpp-contributing-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task The_packages_and_tools_are_restored()
    {
        await RunAsync(MarkdownFile.ReadCommands("CONTRIBUTING.md", "tools"), Repository.Root);
    }

    [Fact]
    public void The_suite_knows_the_options_and_the_journey_that_are_named()
    {
        var script = File.ReadAllText(Repository.GetPath("JoinArena.PrivacyPortal.Tests", "run.sh"));
        var lines = MarkdownFile.ReadCommands("CONTRIBUTING.md", "suite").Trim().Split('\n');

        lines.ShouldAllBe(line =>
            line.StartsWith("bash JoinArena.PrivacyPortal.Tests/run.sh", StringComparison.Ordinal)
        );
        foreach (var option in lines.SelectMany(line => Options().Matches(line)).Select(m => m.Value))
            script.ShouldContain(option);
        var only = lines.Single(line => line.Contains("--only ", StringComparison.Ordinal)).Split("--only ")[1];
        GetType().Assembly.GetTypes().ShouldContain(type => type.Name == only);
    }

    [Fact]
    public async Task Every_core_of_the_mutation_tests_has_its_files_and_its_tests()
    {
        const string Folder = "JoinArena.PrivacyPortal.Tests/mutation";
        var lines = MarkdownFile.ReadCommands("CONTRIBUTING.md", "mutation").Trim().Split('\n');
        lines.ShouldAllBe(line => line.StartsWith($"bash {Folder}/run.sh", StringComparison.Ordinal));
        var folder = _copy.FullName;

        // A whole run takes half an hour: what it would run is enough here.
        foreach (var names in lines.Select(line => line.Split("run.sh")[1].Trim()))
            await RunAsync($"node {Folder}/cores.mjs configure '{folder}' {names}", Repository.Root);
        await RunAsync($"node {Folder}/cores.mjs configure '{folder}'", Repository.Root);

        // What a line of cores.txt names is compiled, or left out by a "!"; a pattern has "*".
        var named = (await File.ReadAllLinesAsync(Repository.GetPath(Folder, "cores.txt")))
            .Where(line => !line.StartsWith('#') && line.Contains('|', StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        named.Count.ShouldBeGreaterThan(2);
        foreach (var core in named)
        {
            FindMissing("JoinArena.PrivacyPortal", core[1]).ShouldBeEmpty(core[0]);
            FindMissing("JoinArena.PrivacyPortal.Tests", core[2]).ShouldBeEmpty(core[0]);
        }

        foreach (var project in new[] { "Cores/Cores.csproj", "Tests/Tests.csproj" })
            File.ReadAllText(Path.Combine(folder, project)).ShouldContain("<Compile Include=\"");
    }

    private static IEnumerable<string> FindMissing(string project, string files) =>
        files
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => !file.Contains('*', StringComparison.Ordinal))
            .Where(file => !File.Exists(Repository.GetPath(project, file.TrimStart('!'))));

    [Fact]
    public async Task The_formatter_formats()
    {
        CopyTools();
        var file = Path.Combine(_copy.FullName, "Sample.cs");
        await File.WriteAllTextAsync(file, "class  Sample{int F( int a ){return a;}}");

        await RunAsync(MarkdownFile.ReadCommands("CONTRIBUTING.md", "format"), _copy.FullName);

        (await File.ReadAllTextAsync(file)).ShouldContain("    int F(int a)\n");
    }

    [Fact]
    public async Task A_migration_is_added_for_each_database()
    {
        CopyTools();
        CopyProject();
        var configuration = GetType().Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var commands = MarkdownFile
            .ReadCommands("CONTRIBUTING.md", "migrations")
            .Replace(
                "migrations add NAME",
                $"migrations add Sample --no-build --configuration {configuration}",
                StringComparison.Ordinal
            );

        await RunAsync(commands, _copy.FullName);

        foreach (var provider in new[] { "Sqlite", "Postgres" })
        {
            var folder = Path.Combine(_copy.FullName, "JoinArena.PrivacyPortal", "Data", "Migrations", provider);
            var migration = Directory.GetFiles(folder, "*_Sample.cs").ShouldHaveSingleItem();
            // The model has not changed, so there is nothing to do.
            (await File.ReadAllTextAsync(migration)).ShouldNotContain("migrationBuilder.");
        }
    }

    [Fact]
    public void The_picture_is_made_by_the_test_that_the_script_names()
    {
        MarkdownFile.ReadCommands("CONTRIBUTING.md", "picture").ShouldBe("bash docs/make-picture.sh\n");
        var script = File.ReadAllText(Repository.GetPath("docs", "make-picture.sh"));

        script.ShouldContain($"FullyQualifiedName~{typeof(PictureTests).FullName}");
        script.ShouldContain(PictureTests.Target);
        script.ShouldContain("docs/picture.png");
    }

    [Fact]
    public void The_pictures_of_all_pages_are_made_by_the_test_that_the_script_names()
    {
        MarkdownFile.ReadCommands("CONTRIBUTING.md", "pictures").ShouldBe("bash docs/make-pictures.sh pictures\n");
        var script = File.ReadAllText(Repository.GetPath("docs", "make-pictures.sh"));

        script.ShouldContain($"FullyQualifiedName~{typeof(PagePictureTests).FullName}");
        script.ShouldContain($"FullyQualifiedName~{typeof(ScenePictureTests).FullName}");
        script.ShouldContain(PagePictureTests.Target);
        script.ShouldContain(PagePictureTests.OnlyReader);
        script.ShouldContain(PagePictureTests.OnlyPage);
    }

    [Fact]
    public async Task Every_benchmark_and_its_options_exist()
    {
        var configuration = GetType().Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        const string Project = "JoinArena.PrivacyPortal.Benchmarks";
        var program = Repository.GetPath(Project, "bin", configuration, "net10.0", $"{Project}.dll");
        var lines = MarkdownFile.ReadCommands("JoinArena.PrivacyPortal.Benchmarks/README.md", "benchmarks");

        // Measuring takes hours; that each command is understood is seen by its help.
        var help = lines
            .Trim()
            .Split('\n')
            .Select(line =>
                line.Replace(
                    $"dotnet run -c Release --project {Project} --",
                    $"dotnet '{program}'",
                    StringComparison.Ordinal
                ) + " --help"
            );
        var output = await RunAsync(string.Join('\n', help), Repository.Root);

        var options = Options().Matches(lines.Replace("--project", "", StringComparison.Ordinal));
        foreach (var option in options.Select(m => m.Value).Distinct())
            output.ShouldContain(option);
    }

    private void CopyTools()
    {
        Directory.CreateDirectory(Path.Combine(_copy.FullName, ".config"));
        foreach (var file in new[] { ".config/dotnet-tools.json", ".csharpierrc.yaml", "global.json" })
            File.Copy(Repository.GetPath(file), Path.Combine(_copy.FullName, file));
    }

    private void CopyProject()
    {
        const string Project = "JoinArena.PrivacyPortal";
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "Directory.*.props"))
            File.Copy(file, Path.Combine(_copy.FullName, Path.GetFileName(file)));
        foreach (var file in Directory.EnumerateFiles(Repository.GetPath(Project), "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Repository.Root, file);
            if (relative.Contains("App_Data", StringComparison.Ordinal))
                continue;
            var copy = Path.Combine(_copy.FullName, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<string> RunAsync(string commands, string folder)
    {
        var start = new ProcessStartInfo(DocumentedShell.Find(), ["-c", $"set -eu\n{commands}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var (exitCode, output) = await DocumentedShell.RunAsync(start);
        exitCode.ShouldBe(0, output);
        return output;
    }

    [GeneratedRegex(@"--[a-z]+", RegexOptions.None, 10_000)]
    private static partial Regex Options();
}
