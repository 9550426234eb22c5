using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

public sealed class LastCheckpointFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-last-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_larger_checkpoint_stays_if_it_comes_while_a_smaller_one_is_being_written()
    {
        var file = new LastCheckpointFile(new(Path.Combine(_folder.FullName, "signing.key"), null, () => ""));
        file.Write("10");
        var larger = new Thread(() => file.Replace("12", kept => kept is "10" or "11"));

        file.Replace(
            "11",
            kept =>
            {
                larger.Start();
                // Until it waits for its turn, or has not waited.
                SpinWait.SpinUntil(() => larger.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
                return kept is "10";
            }
        );
        larger.Join();

        file.Read().ShouldBe("12");
    }
}
