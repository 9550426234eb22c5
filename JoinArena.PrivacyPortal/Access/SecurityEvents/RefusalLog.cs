using System.Collections.Concurrent;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Records refused input as security events: for each kind at most one line in a minute and how many there were since
/// the last, so that nobody can fill the disk with them. Source: OWASP ASVS 5.0.0 16.3.3.
/// </summary>
public sealed class RefusalLog(SecurityLog security, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RefusedInput, Count> _counts = new();

    public void Record(RefusedInput refused)
    {
        if (_counts.GetOrAdd(refused, _ => new()).Add(clock.GetUtcNow()) is not { } before)
            return;
        var name = refused.ToKebabCase();
        security.Record(
            SecurityEventKind.InputRefused,
            SecurityEventResult.Refused,
            detail: before == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}, {before} more before")
        );
    }

    private sealed class Count
    {
        private readonly Lock _turn = new();
        private DateTimeOffset _lineAt = DateTimeOffset.MinValue;
        private int _withoutLine;

        /// <returns>How many had no line since the last one; null if this one has none either.</returns>
        public int? Add(DateTimeOffset now)
        {
            lock (_turn)
            {
                if (now - s_pause < _lineAt && now >= _lineAt)
                {
                    _withoutLine++;
                    return null;
                }

                var before = _withoutLine;
                _lineAt = now;
                _withoutLine = 0;
                return before;
            }
        }
    }
}
