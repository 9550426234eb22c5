using System.Buffers;
using System.IO.Pipelines;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Splits a body into lines and reads an event from each, without holding more than one line. Blank lines are skipped. A
/// line may end in LF or CRLF, and the last line needs no end.
/// </summary>
internal sealed class LineReader(PipeReader body)
{
    /// <summary>In bytes, without the line's end.</summary>
    public const int MaxLineLength = 64 * 1024;

    private bool _isSkipping,
        _hasBegun;

    /// <summary>Waits for at least one line, and reads those that have arrived.</summary>
    /// <param name="maxEvents">The most to read at a time.</param>
    /// <returns>Their events; null at the end of the body.</returns>
    public async Task<List<ReadEvent>?> ReadEventsAsync(int maxEvents, TimeProvider clock, CancellationToken ct)
    {
        var events = new List<ReadEvent>();
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var rest = read.Buffer;
            var now = clock.GetInstant();
            while (events.Count < maxEvents && TakeLine(ref rest, read.IsCompleted) is { } line)
                Add(events, line, now);
            var isFull = events.Count >= maxEvents;
            if (!isFull && rest.Length > MaxLineLength)
            {
                if (!_isSkipping)
                    events.Add(TooLong());
                _isSkipping = true;
                rest = rest.Slice(rest.End);
            }

            // A full group leaves lines behind that have arrived already. They must not be waited for.
            body.AdvanceTo(rest.Start, isFull ? rest.Start : rest.End);
            if (events.Count > 0)
                return events;
            if (read.IsCompleted && rest.IsEmpty)
                return null;
        }
    }

    private static ReadEvent TooLong() => ReadEvent.Unreadable($"A line may have at most {MaxLineLength} bytes.");

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
        if (_isSkipping)
        {
            _isSkipping = false;
            return;
        }

        if (!_hasBegun && line.Length >= 3 && line.Slice(0, 3).ToArray() is [0xEF, 0xBB, 0xBF])
            line = line.Slice(3);
        _hasBegun = true;
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
