using System.Net.Http.Headers;
using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Shell.RandomForms;

/// <summary>One request to a page, with a form or without.</summary>
/// <param name="Header">One that a browser would not send.</param>
internal sealed record RandomForm(
    string Method,
    string Address,
    string MediaType,
    (string Name, string Value)? Header,
    (string Name, string Value)[] Fields
)
{
    public const string UsualMediaType = "application/x-www-form-urlencoded";

    /// <summary>The server refuses it before the portal is asked: a null character in a path, or a line too long.</summary>
    public bool IsRefusedByServer =>
        Address.Length > 8_000 || Address.Split('?')[0].Contains("%00", StringComparison.Ordinal);

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new(Method), new Uri(Address, UriKind.Relative));
        if (Method is not ("GET" or "HEAD" or "TRACE" or "OPTIONS"))
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(WriteBody()));
            if (MediaType.Length > 0)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        }

        if (Header is { } header && !message.Headers.TryAddWithoutValidation(header.Name, header.Value))
            message.Content?.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return message;
    }

    public override string ToString() => $"{Method} {Address} {MediaType} {Header} {WriteBody()}";

    /// <summary>Fields as an address and most forms have them.</summary>
    public static string Join((string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(f => $"{Escape(f.Name)}={Escape(f.Value)}"));

    /// <summary>Half a pair cannot be sent in UTF-8.</summary>
    public static string Escape(string text) =>
        Uri.EscapeDataString(string.Concat(text.EnumerateRunes().Select(r => r.ToString())));

    private string WriteBody()
    {
        if (
            !MediaTypeHeaderValue.TryParse(MediaType, out var type)
            || type.Parameters.FirstOrDefault(p => p.Name == "boundary")?.Value is not { Length: > 2 or 1 } boundary
        )
        {
            return Join(Fields);
        }

        var parts = Fields.Select(f =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{f.Name}\"\r\n\r\n{f.Value}\r\n"
        );
        return $"{string.Concat(parts)}--{boundary}--\r\n";
    }
}
