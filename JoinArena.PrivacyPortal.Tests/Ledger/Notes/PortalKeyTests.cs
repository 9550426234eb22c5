using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Notes;

public sealed class PortalKeyTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-key-");

    private string File => Path.Combine(_directory.FullName, "ledger", "signing.key");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void The_first_start_makes_a_key_that_only_its_owner_can_read_and_the_next_keeps_it()
    {
        using var first = PortalKey.Open(Options());
        using var second = PortalKey.Open(Options());

        second.Verifier.ShouldBe(first.Verifier);
        first.Origin.ShouldBe("localhost/ledger");
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(File)!).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_key_file_that_others_can_read_is_noticed()
    {
        if (OperatingSystem.IsWindows())
            return;
        PortalKey.Open(Options()).Dispose();
        KeyFile.IsOpenToOthers(File).ShouldBeFalse();
        foreach (var right in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.OtherWrite })
        {
            System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | right);
            KeyFile.IsOpenToOthers(File).ShouldBeTrue(right.ToString());
        }
    }

    [Fact]
    public async Task Processes_that_start_together_end_up_with_one_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PortalKey.Open(Options()))));

        keys.Select(k => k.Verifier).Distinct().ShouldHaveSingleItem();
        foreach (var key in keys)
            key.Dispose();
    }

    [Fact]
    public void A_log_keeps_its_name_when_the_address_changes()
    {
        using var first = PortalKey.Open(Options());
        using var moved = PortalKey.Open(Options() with { DefaultOrigin = () => "elsewhere.example/ledger" });

        moved.Origin.ShouldBe(first.Origin);
    }

    [Fact]
    public void A_key_of_another_log_than_the_named_one_stops_the_start()
    {
        PortalKey.Open(Options("privacy.example.com/ledger")).Dispose();

        Should
            .Throw<ConfigurationException>(() => PortalKey.Open(Options("other.example/ledger")))
            .Message.ShouldStartWith("Portal__Ledger__Origin: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n")]
    public void A_file_that_holds_no_key_stops_the_start_and_is_left_alone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Should
            .Throw<ConfigurationException>(() => PortalKey.Open(Options()))
            .Message.ShouldStartWith("Portal__Ledger__KeyFile: ");

        System.IO.File.ReadAllText(File).ShouldBe(content);
    }

    private LedgerOptions Options(string? origin = null) => new(File, origin, () => "localhost/ledger");
}
