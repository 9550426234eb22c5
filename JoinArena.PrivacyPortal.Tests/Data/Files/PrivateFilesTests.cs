using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Files;
using JoinArena.PrivacyPortal.Tests.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Data.Files;

/// <summary>Who else on the machine can open what the portal keeps: nobody.</summary>
public sealed class PrivateFilesTests(PrivateFilesTests.OpenPortal portal) : IClassFixture<PrivateFilesTests.OpenPortal>
{
    private const UnixFileMode Everyone =
        PrivateFiles.FolderMode
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Database_write_ahead_log_and_letters_can_be_opened_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await (await portal.CreateAnonymousClient().GoToAsync("/account/register"))
            .Type("Email", "rights@people.example")
            .Type("Password", Given.Password)
            .PressAsync("Create account");
        await portal.Mail.WaitForEmailToAsync("rights@people.example");

        foreach (var file in Directory.EnumerateFiles(portal.DataDirectory, "portal.db*"))
            File.GetUnixFileMode(file).ShouldBe(PrivateFiles.FileMode, file);
        File.Exists(Path.Combine(portal.DataDirectory, "portal.db-wal")).ShouldBeTrue();
        var mail = Path.Combine(portal.DataDirectory, "mail");
        File.GetUnixFileMode(mail).ShouldBe(PrivateFiles.FolderMode);
        foreach (var letter in Directory.EnumerateFiles(mail))
            File.GetUnixFileMode(letter).ShouldBe(PrivateFiles.FileMode, letter);
    }

    [Fact]
    public void A_new_database_and_its_folder_are_private_from_the_first_byte()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.Combine(portal.DataDirectory, "new");
        PrivateFiles.CreateFolder(folder);
        var file = Path.Combine(folder, "portal.db");

        SqliteFiles.Protect($"Data Source={file}");

        File.GetUnixFileMode(folder).ShouldBe(PrivateFiles.FolderMode);
        File.GetUnixFileMode(file).ShouldBe(PrivateFiles.FileMode);
    }

    [Fact]
    public void No_database_file_is_made_where_none_may_be()
    {
        SqliteFiles.Protect("Data Source=:memory:");
        SqliteFiles.Protect("Data Source=shared;Mode=Memory;Cache=Shared");
        var file = Path.Combine(portal.DataDirectory, "absent.db");
        SqliteFiles.Protect($"Data Source={file};Mode=ReadWrite");

        File.Exists(file).ShouldBeFalse();
        File.Exists("shared").ShouldBeFalse();
    }

    /// <summary>A portal on files that an earlier version left open to everyone.</summary>
    public sealed class OpenPortal : Portal
    {
        protected override async Task PrepareAsync()
        {
            await base.PrepareAsync();
            Directory.CreateDirectory(Path.Combine(DataDirectory, "mail"));
            if (OperatingSystem.IsWindows())
                return;
            File.SetUnixFileMode(Path.Combine(DataDirectory, "portal.db"), Everyone & ~UnixFileMode.UserExecute);
            File.SetUnixFileMode(Path.Combine(DataDirectory, "mail"), Everyone);
        }
    }
}
