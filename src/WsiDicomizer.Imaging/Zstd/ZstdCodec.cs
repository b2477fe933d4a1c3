using WsiDicomizer.Imaging.Native;
using WsiDicomizer.Imaging.Native.Zstd;

namespace WsiDicomizer.Imaging.Zstd;

/// <summary>Zstandard (RFC 8878) by libzstd; decompresses.</summary>
/// <remarks>Thread-safe: native objects come from a pool of at most one per processor.</remarks>
public sealed class ZstdCodec : IDisposable
{
    private readonly NativeHandlePool<ZstdHandle> _contexts = new(ZstdHandle.Create);

    /// <summary>Creates a codec.</summary>
    /// <exception cref="NativeLibraryMissingException">libzstd is not on this machine.</exception>
    public ZstdCodec() => ZstdLibrary.Load();

    /// <summary>Decompresses data.</summary>
    /// <param name="source">Whole frames of Zstandard.</param>
    /// <param name="destination">As large as the data is known to be; no more memory is taken, whatever the frames ask for.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="CodecException">The frames are damaged, or hold more than the destination.</exception>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var context = _contexts.Rent();
        try
        {
            return ZstdCalls.Decompress(context, source, destination);
        }
        finally
        {
            _contexts.Return(context);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _contexts.Dispose();
}
