using Microsoft.Extensions.Logging.Console;

namespace JoinArena.PrivacyPortal.Operations.Logging;

/// <summary>How the log is written: as text for people, or as JSON for a collector.</summary>
internal static class LogSetup
{
    /// <summary>Uses JSON where <c>Portal__Log__Format</c> asks for it.</summary>
    public static WebApplicationBuilder AddLogFormat(this WebApplicationBuilder builder)
    {
        if (!string.Equals(builder.Configuration["Portal:Log:Format"], "Json", StringComparison.OrdinalIgnoreCase))
            return builder;
        builder.Logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.FormatterName = JsonLineFormatter.FormatterName
        );
        return builder;
    }
}
