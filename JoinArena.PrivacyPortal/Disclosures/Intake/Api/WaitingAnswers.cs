using System.IO.Pipelines;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// The answers of a stream on their way to a caller who may read them late. They wait in memory up to a limit, so that a
/// caller can send many lines before reading; then the stream waits for the caller, as long as something still moves.
/// </summary>
internal sealed class WaitingAnswers(StreamLimits limits, TimeProvider clock)
{
    private readonly Pipe _pipe = new(
        new PipeOptions(
            pauseWriterThreshold: limits.MaxWaitingAnswers,
            resumeWriterThreshold: limits.MaxWaitingAnswers / 2,
            minimumSegmentSize: 32 * 1024,
            useSynchronizationContext: false
        )
    );

    private long _sent;
    private long _lastMove = clock.GetTimestamp();
    private volatile bool _isSending;

    /// <summary>Where answers are written.</summary>
    public PipeWriter Writer => _pipe.Writer;

    /// <summary>Notes that the caller has sent something.</summary>
    public void NoteReceived() => Volatile.Write(ref _lastMove, clock.GetTimestamp());

    /// <summary>Hands over what was written. Waits while too much waits, unless the caller reads nothing at all.</summary>
    /// <returns>False if the caller does not read; then nothing more is to be answered.</returns>
    public async Task<bool> FlushAsync(CancellationToken ct)
    {
        var flush = Writer.FlushAsync(ct).AsTask();
        while (!flush.IsCompleted)
        {
            var before = Interlocked.Read(ref _sent);
            await Task.WhenAny(flush, Task.Delay(limits.Stall, clock, ct));
            if (flush.IsCompleted || Interlocked.Read(ref _sent) != before)
                continue;
            ct.ThrowIfCancellationRequested();
            Writer.CancelPendingFlush();
            await flush;
            return false;
        }

        return !(await flush).IsCompleted;
    }

    /// <summary>Sends what waits until the last answer.</summary>
    public async Task SendAsync(PipeWriter response, CancellationToken ct)
    {
        while (true)
        {
            var read = await _pipe.Reader.ReadAsync(ct);
            _isSending = true;
            foreach (var part in read.Buffer)
            {
                if ((await response.WriteAsync(part, ct)).IsCompleted)
                    return;
                Interlocked.Add(ref _sent, part.Length);
                NoteReceived();
            }

            _isSending = false;
            _pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    /// <summary>Waits until answers have been waiting for a caller who neither reads nor sends.</summary>
    public async Task WaitForStallAsync(CancellationToken ct)
    {
        // Longer than it takes to find that the caller does not read: then they can still be told.
        while (!_isSending || clock.GetElapsedTime(Volatile.Read(ref _lastMove)) < limits.Stall * 2)
            await Task.Delay(limits.Stall / 4, clock, ct);
    }
}
