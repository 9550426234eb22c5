using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>
/// Finds where a text stops being JSON in UTF-8: as a JSON Pointer to the value that cannot be read, and as line and
/// column. A member that is named twice is an error too, because readers disagree on which one counts.
/// </summary>
public static class JsonSyntaxCheck
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 16;

    /// <summary>How many members an object may have: their names are kept to find one that is named twice.</summary>
    public const int MaxMembers = 10_000;

    /// <param name="maxDepth">How deep objects and arrays may nest in this text.</param>
    /// <returns>Null for a text that is one JSON value.</returns>
    public static FieldError? FindError(ReadOnlySpan<byte> json, int maxDepth = MaxDepth)
    {
        if (!Utf8.IsValid(json))
            return new("", "This is not UTF-8.");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var levels = new Stack<Level>();
        try
        {
            while (reader.Read())
            {
                if (Enter(ref reader, levels) is { } error)
                    return new(GetPointer(levels), error);
            }

            return null;
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber ?? 0) + 1;
            var column = (broken.BytePositionInLine ?? 0) + 1;
            return new(
                GetPointer(levels),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"This stops being JSON at line {line}, column {column}, or nests deeper than {maxDepth} levels."
                )
            );
        }
        catch (InvalidOperationException)
        {
            // The name of a member holds half of a surrogate pair.
            return new(GetPointer(levels), "The name of a member is not valid Unicode.");
        }
    }

    // Returns what is wrong with the member that is entered; null if nothing is.
    private static string? Enter(ref Utf8JsonReader reader, Stack<Level> levels)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return levels.Peek().EnterMember(reader.GetString()!);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                EnterElement(levels);
                levels.Push(new(reader.TokenType is JsonTokenType.StartArray));
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                levels.Pop();
                return null;
            default:
                EnterElement(levels);
                return null;
        }
    }

    private static void EnterElement(Stack<Level> levels)
    {
        if (levels.TryPeek(out var level))
            level.EnterElement();
    }

    private static string GetPointer(Stack<Level> levels) =>
        string.Concat(levels.Reverse().Select(level => level.Step is { } step ? $"/{Escape(step)}" : ""));

    /// <summary>A member's name as a step of a JSON Pointer.</summary>
    internal static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private sealed class Level(bool isArray)
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private int _elements;

        /// <summary>The member or element that is being read; null before the first.</summary>
        public string? Step { get; private set; }

        public string? EnterMember(string name)
        {
            if (_names.Count == MaxMembers)
                return string.Create(CultureInfo.InvariantCulture, $"An object has at most {MaxMembers} members.");
            Step = name;
            return _names.Add(name) ? null : $"The member '{name}' is named twice.";
        }

        public void EnterElement()
        {
            if (isArray)
                Step = _elements++.ToString(CultureInfo.InvariantCulture);
        }
    }
}
