using System.IO.Compression;
using System.Text;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>A request to the API, whatever it holds.</summary>
internal sealed record RandomRequest(
    string Method,
    string Address,
    string MediaType,
    string Coding,
    string Accept,
    byte[] Body
)
{
    /// <summary>The server refuses it before the portal is asked: a null character in a path, or a line too long.</summary>
    public bool IsRefusedByServer =>
        Address.Length > 8_000 || Address.Split('?')[0].Contains("%00", StringComparison.Ordinal);

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new(Method), new Uri(Address, UriKind.Relative));
        if (Accept.Length > 0)
            message.Headers.TryAddWithoutValidation("Accept", Accept);
        if (Method is "GET" or "HEAD" or "TRACE")
            return message;
        message.Content = new ByteArrayContent(
            Coding.StartsWith("gz", StringComparison.Ordinal) ? Compress(Body) : Body
        );
        if (MediaType.Length > 0)
            message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        if (Coding.Length > 0)
            message.Content.Headers.TryAddWithoutValidation("Content-Encoding", Coding);
        return message;
    }

    public override string ToString() =>
        $"{Method} {Address} {MediaType} {Coding} {Accept} {Encoding.UTF8.GetString(Body)}";

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
