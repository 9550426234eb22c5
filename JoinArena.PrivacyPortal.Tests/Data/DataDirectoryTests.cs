using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace JoinArena.PrivacyPortal.Tests.Data;

/// <summary>Where the portal keeps its data.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-program-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_default_stands_beside_the_program_from_wherever_it_is_started() =>
        DataDirectory
            .From(new ConfigurationBuilder().Build(), new StartedIn("/"))
            .Path.ShouldBe(Path.Combine(AppContext.BaseDirectory, "App_Data"));

    [Fact]
    public void A_program_that_runs_from_its_source_keeps_its_data_in_the_project()
    {
        var built = _folder.CreateSubdirectory("bin").CreateSubdirectory("Debug").CreateSubdirectory("net10.0");
        DataDirectory.FindProgramDirectory(built.FullName).ShouldBe(built.FullName);

        File.WriteAllText(Path.Combine(_folder.FullName, "JoinArena.PrivacyPortal.csproj"), "");

        DataDirectory.FindProgramDirectory(built.FullName + Path.DirectorySeparatorChar).ShouldBe(_folder.FullName);
        var published = built.CreateSubdirectory("publish").FullName;
        DataDirectory.FindProgramDirectory(published).ShouldBe(published);
    }

    [Fact]
    public void Reading_the_setting_of_the_data_directory_creates_nothing()
    {
        var path = Path.Combine(_folder.FullName, "data");

        Read(path).Path.ShouldBe(path);

        Directory.Exists(path).ShouldBeFalse();
        Read(path).EnsureWritable();
        Directory.GetFileSystemEntries(path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Data Source=portal.db", "/data/portal.db")]
    [InlineData("Data Source=/elsewhere/portal.db", "/elsewhere/portal.db")]
    [InlineData("Data Source=:memory:", null)]
    public void A_relative_database_file_is_in_the_data_directory(string connection, string? file)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([
            new("ConnectionStrings:Portal", connection),
        ]);

        DatabaseSettings.From(configuration.Build(), "/data").FindSqliteFile().ShouldBe(file);
    }

    private static DataDirectory Read(string path) =>
        DataDirectory.From(
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:DataDirectory", path)]).Build(),
            new StartedIn("/")
        );

    private sealed class StartedIn(string path) : IHostEnvironment
    {
        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = path;

        public string EnvironmentName { get; set; } = "Production";
    }
}
