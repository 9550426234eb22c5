using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Settings;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Data.Settings;

public sealed class SecretsDirectoryTests : IDisposable
{
    private const string Password = "Portal__Mail__Smtp__Password";
    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("jpp-secrets-");

    public void Dispose() => _secrets.Delete(recursive: true);

    [Fact]
    public void The_content_of_a_file_is_the_setting_and_wins_over_a_variable()
    {
        Write(Password, "from the file\n");
        Write("ConnectionStrings__Portal", "Host=database");

        var configuration = Read(new() { ["Portal:Mail:Smtp:Password"] = "from a variable" });

        configuration["Portal:Mail:Smtp:Password"].ShouldBe("from the file");
        configuration.GetConnectionString("Portal").ShouldBe("Host=database");
    }

    [Fact]
    public void Secrets_of_other_programs_are_left_alone()
    {
        Write("database_password", "theirs");
        Write("Logging__LogLevel__Default", "None");

        var configuration = Read([]);

        configuration["database_password"].ShouldBeNull();
        configuration["Logging:LogLevel:Default"].ShouldBeNull();
    }

    [Fact]
    public void A_misspelt_file_name_stops_the_start_with_the_nearest_setting()
    {
        Write("Portal__Mail__Smtp__Pasword", "secret");

        var problem = Should.Throw<ConfigurationException>(() => SettingCheck.Check(Read([])));

        problem.Message.ShouldContain(Password);
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start_with_its_name()
    {
        var missing = Path.Combine(_secrets.FullName, "missing");

        var problem = Should.Throw<ConfigurationException>(() => Read(new() { ["Portal:SecretsDirectory"] = missing }));

        problem.Message.ShouldStartWith($"Portal__SecretsDirectory: there is no folder '{missing}'; for example ");
    }

    [Fact]
    public void A_file_that_cannot_be_read_stops_the_start_with_one_line_that_names_it()
    {
        File.CreateSymbolicLink(Path.Combine(_secrets.FullName, Password), Path.Combine(_secrets.FullName, "gone"));

        var problem = Should.Throw<ConfigurationException>(() => Read([]));

        problem.Message.ShouldContain(_secrets.FullName);
        problem.Message.ShouldNotContain("\n");
    }

    private ConfigurationManager Read(Dictionary<string, string?> variables)
    {
        var configuration = new ConfigurationManager();
        variables.TryAdd("Portal:SecretsDirectory", _secrets.FullName);
        configuration.AddInMemoryCollection(variables);
        SecretsDirectory.AddTo(configuration);
        return configuration;
    }

    private void Write(string name, string content) =>
        File.WriteAllText(Path.Combine(_secrets.FullName, name), content);
}
