using System.Diagnostics;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Waits, within bounds, for what happens by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>What <paramref name="look"/> finds, as soon as it does.</summary>
    /// <param name="look">Null as long as it is not there.</param>
    /// <param name="missing">What to say when it never comes.</param>
    public static Task<T> FindAsync<T>(Func<T?> look, Func<string> missing)
        where T : class => FindAsync(() => Task.FromResult(look()), missing);

    /// <inheritdoc cref="FindAsync{T}(Func{T}, Func{string})"/>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> look, Func<string> missing)
        where T : class
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < s_patience)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(50);
        }

        throw new TimeoutException(missing());
    }
}
