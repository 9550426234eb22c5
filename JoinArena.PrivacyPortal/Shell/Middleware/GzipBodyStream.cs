using System.IO.Compression;
using JoinArena.PrivacyPortal.Shell.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace JoinArena.PrivacyPortal.Shell.Middleware;

/// <summary>
/// The decompressed body of a request. The server's own limit counts compressed bytes, and a few of those can become
/// very many, so the same limit is held again after decompression.
/// </summary>
/// <param name="limit">The limit of the endpoint, which the endpoint may lift; null for none.</param>
internal sealed class GzipBodyStream(Stream compressed, IHttpMaxRequestBodySizeFeature? limit) : Stream
{
    private readonly GZipStream _plain = new(compressed, CompressionMode.Decompress, leaveOpen: true);
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await _plain.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new UnreadableBodyException(
                "The body says it is compressed with gzip, and is not, or its end is missing.",
                StatusCodes.Status400BadRequest,
                fault
            );
        }

        _length += read;
        return limit?.MaxRequestBodySize is { } most && _length > most
            ? throw new UnreadableBodyException(
                $"The decompressed body is larger than {most} bytes. Send less at once.",
                StatusCodes.Status413PayloadTooLarge
            )
            : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A request is read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _plain.Dispose();
        base.Dispose(disposing);
    }
}
