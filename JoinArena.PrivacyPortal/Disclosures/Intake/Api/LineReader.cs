using System.Buffers;
using System.IO.Pipelines;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Cuts a body into lines and reads an event from each, holding no more than one line. Blank lines are passed over; a
/// line may end in LF or CRLF.
/// </summary>
internal sealed class LineReader(PipeReader body)
{
    /// <summary>In bytes, without its end.</summary>
    public const int MaxLineLength = 64 * 1024;

    private bool _skipping,
        _begun;

    /// <summary>The events of the lines that are there, at least one.</summary>
    /// <returns>Null at the end.</returns>
    public async Task<List<ReadEvent>?> ReadEventsAsync(int most, TimeProvider clock, CancellationToken ct)
    {
        var events = new List<ReadEvent>();
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var (rest, now) = (read.Buffer, clock.GetInstant());
            while (events.Count < most && TakeLine(ref rest, read.IsCompleted) is { } line)
                Add(events, line, now);
            var full = events.Count >= most;
            if (!full && rest.Length > MaxLineLength)
            {
                if (!_skipping)
                    events.Add(TooLong());
                _skipping = true;
                rest = rest.Slice(rest.End);
            }

            // A full group leaves lines that have come already: they are not waited for.
            body.AdvanceTo(rest.Start, full ? rest.Start : rest.End);
            if (events.Count > 0)
                return events;
            if (read.IsCompleted && rest.IsEmpty)
                return null;
        }
    }

    private static ReadEvent TooLong() => ReadEvent.Unreadable($"A line holds at most {MaxLineLength} bytes.");

    // The last line needs no end.
    private ReadOnlySequence<byte>? TakeLine(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }

        if (!isLast || rest.IsEmpty)
            return null;
        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private void Add(List<ReadEvent> events, ReadOnlySequence<byte> line, DateTimeOffset now)
    {
        if (_skipping)
        {
            _skipping = false;
            return;
        }

        if (!_begun && line.Length >= 3 && line.Slice(0, 3).ToArray() is [0xEF, 0xBB, 0xBF])
            line = line.Slice(3);
        _begun = true;
        if (line.Length > MaxLineLength)
            events.Add(TooLong());
        else if (!IsBlank(line))
            events.Add(ReadEvent.Parse(line, now));
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
                return false;
        }

        return true;
    }
}
