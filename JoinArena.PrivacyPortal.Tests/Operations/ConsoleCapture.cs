using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>
/// What one test prints on the console, and what it starts. Tests run beside each other, and the console is one for all:
/// each line goes to the capture of the flow that writes it. The console itself lets only one write at a time.
/// </summary>
internal sealed class ConsoleCapture : IDisposable
{
    private static readonly AsyncLocal<ConsoleCapture?> s_current = new();

    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    static ConsoleCapture()
    {
        Console.SetOut(new Router(Console.Out, capture => capture._output));
        Console.SetError(new Router(Console.Error, capture => capture._errors));
    }

    private ConsoleCapture() { }

    /// <summary>What was printed on standard output.</summary>
    public string Output => _output.ToString();

    /// <summary>What was printed on standard error.</summary>
    public string Errors => _errors.ToString();

    /// <summary>Captures what the caller and all that it calls print, until it is disposed.</summary>
    public static ConsoleCapture Begin() => s_current.Value = new();

    public void Dispose()
    {
        s_current.Value = null;
        _output.Dispose();
        _errors.Dispose();
    }

    private sealed class Router(TextWriter console, Func<ConsoleCapture, TextWriter> select) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(string? value) => Target.Write(value);

        public override void WriteLine(string? value) => Target.WriteLine(value);

        private TextWriter Target => s_current.Value is { } capture ? select(capture) : console;
    }
}
