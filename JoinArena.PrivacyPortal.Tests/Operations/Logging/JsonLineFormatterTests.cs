using System.Diagnostics;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Operations.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Operations.Logging;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void A_line_has_its_time_level_message_values_and_the_reference_that_the_error_page_shows()
    {
        using var request = new Activity("request").Start();

        var line = Write("Job {Job} failed at try {Try}.", ["a-1", 3]);

        line["level"]!.GetValue<string>().ShouldBe("warning");
        line["category"]!.GetValue<string>().ShouldBe("Jobs");
        line["message"]!.GetValue<string>().ShouldBe("Job a-1 failed at try 3.");
        line["data"]!["Job"]!.GetValue<string>().ShouldBe("a-1");
        line["data"]!["Try"]!.GetValue<string>().ShouldBe("3");
        line["traceId"]!.GetValue<string>().ShouldBe(request.TraceId.ToHexString());
        line["time"]!.GetValue<string>().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        line["fault"].ShouldBeNull();
    }

    [Fact]
    public void An_exception_and_a_text_of_several_lines_stay_in_one_line()
    {
        var line = Write("Two\nlines \"quoted\" {Of}.", ["text\u2028"], new InvalidOperationException("It\nbroke."));

        line["message"]!.GetValue<string>().ShouldContain("Two\nlines \"quoted\"");
        line["fault"]!.GetValue<string>().ShouldContain("It\nbroke.");
    }

    [Fact]
    public void A_logging_scope_is_not_written_to_the_line()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push("RequestPath:/api/v1/workers/w-1");

        Write("Something happened.", [], scopes: scopes).ToJsonString().ShouldNotContain("w-1");
    }

    private static JsonNode Write(
        string template,
        object[] values,
        Exception? fault = null,
        IExternalScopeProvider? scopes = null
    )
    {
        var text = new StringWriter();
        var logger = new CapturingLogger(text, scopes);
#pragma warning disable CA2254 // The templates are the test's data.
        logger.LogWarning(fault, template, values);
#pragma warning restore CA2254
        var written = text.ToString();
        written.TrimEnd('\r', '\n').ShouldNotContain("\n");
        return JsonNode.Parse(written)!;
    }

    private sealed class CapturingLogger(TextWriter text, IExternalScopeProvider? scopes) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            new JsonLineFormatter().Write(
                new LogEntry<TState>(logLevel, "Jobs", eventId, state, exception, formatter),
                scopes,
                text
            );
    }
}
