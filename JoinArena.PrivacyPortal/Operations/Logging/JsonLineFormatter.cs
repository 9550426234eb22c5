using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace JoinArena.PrivacyPortal.Operations.Logging;

/// <summary>
/// Writes one JSON object a line: <c>time</c> (RFC 3339, UTC), <c>level</c>, <c>category</c>, <c>message</c>,
/// <c>traceId</c> (the reference that error pages show), <c>data</c> (the message's values) and <c>fault</c> (an exception with
/// its stack). Scopes are left out: the framework's contain the request's path, which can name a worker.
/// </summary>
internal sealed class JsonLineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "portal-json";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.Default };

    public override void Write<TState>(
        in LogEntry<TState> logEntry,
        IExternalScopeProvider? scopeProvider,
        TextWriter textWriter
    )
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
            WriteLine(json, logEntry);
        textWriter.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void WriteLine<TState>(Utf8JsonWriter json, in LogEntry<TState> entry)
    {
        json.WriteStartObject();
        json.WriteString(
            "time",
            DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        );
        json.WriteString("level", entry.LogLevel.ToString().ToLowerInvariant());
        json.WriteString("category", entry.Category);
        json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
        if (Activity.Current is { } activity)
            json.WriteString("traceId", activity.TraceId.ToHexString());
        WriteValues(json, entry.State);
        if (entry.Exception is { } fault)
            json.WriteString("fault", fault.ToString());
        json.WriteEndObject();
    }

    private static void WriteValues<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values)
            return;
        json.WriteStartObject("data");
        foreach (var (name, value) in values)
        {
            if (name != "{OriginalFormat}")
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }
}
