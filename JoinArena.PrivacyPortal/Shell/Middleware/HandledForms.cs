using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// The forms that were handled lately, so that the same one, sent again with F5, after "Back" or with a second press, is
/// not handled twice. Every page that is rendered has another form token, so only a copy of the same page sends the same
/// form. Kept in the memory of the node: another node, or one that was restarted, handles the form as any other. What
/// must never happen twice is checked in the database by what does it.
/// </summary>
internal sealed class HandledForms : IDisposable
{
    // No longer than views by staff count as one view: opening a file again must be recorded again.
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _forms = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private readonly Lock _turn = new();

    /// <summary>What tells a form from any other; null if the reader is not signed in.</summary>
    public static string? GetKey(ClaimsPrincipal reader, HttpRequest request, IFormCollection form)
    {
        if (reader.FindFirstValue(ClaimTypes.NameIdentifier) is not { } account)
            return null;
        var text = new StringBuilder($"{account}\n{request.Path}{request.QueryString}\n");
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(name).Append('\0').AppendJoin('\0', values.ToArray()).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Begins to handle a form.</summary>
    /// <returns>The form; the one that came first if it was sent before.</returns>
    public HandledForm Begin(string key)
    {
        lock (_turn)
        {
            if (_forms.TryGetValue(key, out HandledForm? known))
                return known!;
            return _forms.Set(
                key,
                new HandledForm(),
                new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = s_kept, Size = 1 }
            );
        }
    }

    /// <summary>Ends it. One that was refused may be sent again as it is.</summary>
    /// <param name="leadsTo">The page that it led to; null if it was refused.</param>
    public void End(string key, HandledForm form, string? leadsTo)
    {
        if (leadsTo is null)
            _forms.Remove(key);
        form.End(leadsTo);
    }

    public void Dispose() => _forms.Dispose();
}
