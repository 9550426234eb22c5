using System.Diagnostics;
using System.Text;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Tests.Data.ReviewedFiles;

public sealed class ReviewedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-reviewed-");

    [Fact]
    public async Task A_pipe_in_the_folder_reads_as_an_empty_file_and_nobody_waits_for_it()
    {
        var pipe = Path.Combine(_folder.FullName, "en.md");
        using (var made = Process.Start("mkfifo", [pipe]))
            await made.WaitForExitAsync();

        var read = await Task.Run(() => ReviewedFile.Read(pipe)).WaitAsync(TimeSpan.FromSeconds(20));

        read.Bytes.ShouldBe([]);
    }

    [Fact]
    public void A_link_to_a_file_reads_as_the_file()
    {
        // A volume of configuration in a container is made of links.
        var file = Path.Combine(_folder.FullName, "..data");
        var link = Path.Combine(_folder.FullName, "en.md");
        File.WriteAllText(file, "We keep it.");
        File.CreateSymbolicLink(link, file);

        ReviewedFile.Read(link).Bytes.ShouldBe(Encoding.UTF8.GetBytes("We keep it."));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
