using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Lets a query for a text that no column can hold find nothing. PostgreSQL refuses U+0000 in a parameter, and half a
/// surrogate pair cannot be sent at all, so that such a search would be an error of the portal. Only reads are changed:
/// what is written has been checked by <see cref="TextRules"/>, and is never altered.
/// </summary>
internal sealed class SearchTextInterceptor : DbCommandInterceptor
{
    // A noncharacter. It is storable, and is never in a text from outside, so it equals nothing.
    private const char Never = '\uFFFF';

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        ReplaceInReads(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        ReplaceInReads(command);
        return ValueTask.FromResult(result);
    }

    private static void ReplaceInReads(DbCommand command)
    {
        if (!command.CommandText.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
            return;
        foreach (DbParameter parameter in command.Parameters)
        {
            switch (parameter.Value)
            {
                case string text when !IsStorable(text):
                    parameter.Value = Replace(text);
                    break;
                case IEnumerable<string> texts when texts.Any(text => text is not null && !IsStorable(text)):
                    parameter.Value = texts.Select(text => text is null ? null! : Replace(text)).ToList();
                    break;
            }
        }
    }

    private static bool IsStorable(string text) => FindUnstorable(text, 0) < 0;

    private static string Replace(string text)
    {
        var storable = new StringBuilder(text);
        for (var at = FindUnstorable(text, 0); at >= 0; at = FindUnstorable(text, at + 1))
            storable[at] = Never;
        return storable.ToString();
    }

    /// <returns>The place of a U+0000 or of an unpaired surrogate; -1 if there is none.</returns>
    private static int FindUnstorable(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (text[i] is '\0' || char.IsSurrogate(text[i]))
                return i;
        }

        return -1;
    }
}
