using System.Collections.Concurrent;
using System.Globalization;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Records refused input and misused keys as security events: for each kind of input, and for each key and reason, at most
/// one in a minute and how many there were since the last, so that nobody can fill the disk with them. Source: OWASP ASVS
/// 5.0.0 16.3.3.
/// </summary>
public sealed class RefusalLog(SecurityLog security, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<RefusedInput, Count> _inputs = new();

    /// <summary>It grows with the keys that were made, not with what strangers send.</summary>
    private readonly ConcurrentDictionary<KeyMisuse, Count> _keys = new();

    public void Record(RefusedInput refused)
    {
        if (_inputs.GetOrAdd(refused, _ => new()).Add(clock.GetUtcNow()) is { } before)
        {
            security.Record(
                SecurityEventKind.InputRefused,
                SecurityEventResult.Refused,
                detail: AddCount(refused.ToKebabCase(), before)
            );
        }
    }

    /// <summary>Records that an API key was sent for something that it does not open.</summary>
    /// <param name="key">The key's id. It must be that of a key that was made.</param>
    /// <param name="reason">One of a few fixed texts.</param>
    public void RecordKey(Guid key, SecurityEventResult result, string reason)
    {
        if (_keys.GetOrAdd(new(key, reason), _ => new()).Add(clock.GetUtcNow()) is { } before)
            security.Record(SecurityEventKind.KeyMisused, result, key, AddCount(reason, before));
    }

    private static string AddCount(string detail, int before) =>
        before == 0 ? detail : string.Create(CultureInfo.InvariantCulture, $"{detail}, {before} more before");

    private sealed record KeyMisuse(Guid Key, string Reason);

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
