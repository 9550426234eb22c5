namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>A program whose key file is gone.</summary>
public sealed class MissingKeyFileTests : IDisposable
{
    private static readonly Dictionary<string, string> s_nothingSet = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jpp-no-key-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Neither_a_command_nor_the_server_makes_a_new_one_beside_keys_it_cannot_open()
    {
        string[] invite = ["staff", "add", "officer@joinarena.example", "--role", "officer"];
        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "migrate")).ExitCode.ShouldBe(0);
        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, invite)).ExitCode.ShouldBe(0);
        var file = Path.Combine(_data.FullName, "data-protection.key");
        File.Delete(file);

        foreach (var arguments in new string[][] { invite, [] })
        {
            var (exitCode, _, errors) = await PortalCommand.RunAsync(_data.FullName, s_nothingSet, arguments);

            exitCode.ShouldBe(78);
            errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("Portal__Keys__KeyFile");
            File.Exists(file).ShouldBeFalse();
        }
    }
}
