using System.Globalization;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

public sealed class LastCheckpointFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-last-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_largest_stays_however_many_write_at_once()
    {
        var file = new LastCheckpointFile(
            new LedgerOptions(Path.Combine(_folder.FullName, "signing.key"), null, () => "")
        );

        Parallel.For(
            1,
            51,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            size => file.Replace($"{size}", kept => int.Parse(kept, CultureInfo.InvariantCulture) < size)
        );

        file.Read().ShouldBe("50");
    }
}
