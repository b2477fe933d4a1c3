using System.Buffers.Binary;
using System.IO.Compression;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Decodes PNG row by row from the top, as <see cref="PngDecoder"/> does at once: of images larger than memory.</summary>
/// <remarks>
/// Keeps two rows and some KiB. Not thread-safe. What is wrong behind the rows that were read so far is not known yet.
/// </remarks>
public sealed class PngRowReader : IDisposable
{
    // Signature, length and type, data, checksum.
    private const int HeaderBytes = 8 + 8 + 13 + 4;

    private readonly PngDataStream _data;
    private readonly ZLibStream _inflated;
    private readonly PngRows _rows;

    /// <summary>Reads what stands before the rows.</summary>
    /// <param name="stream">From the signature; closed with this, also where this fails.</param>
    /// <param name="limits">What it may ask for; <see cref="PngLimits.MaxPixels"/> counts here too.</param>
    /// <exception cref="CodecException">It is damaged, ends too early, is interlaced, or exceeds the limits.</exception>
    public PngRowReader(Stream stream, PngLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            _data = new PngDataStream(stream, limits);
            Header = PngHeader.Read(Frame(_data.Header));
            Require(Header, _data, limits);
        }
        catch (CodecException)
        {
            stream.Dispose();
            throw;
        }

        _inflated = new ZLibStream(_data, CompressionMode.Decompress);
        _rows = new PngRows(_inflated, Header, new PngPixels(Header, _data.Palette, _data.Transparency));
    }

    /// <summary>The header.</summary>
    public PngHeader Header { get; }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size => Header.Size;

    /// <summary>Reads the next row; with the last, what follows is checked to IEND.</summary>
    /// <param name="samples">
    /// Columns × <see cref="PngHeader.SamplesPerPixel"/>, of 8 bits, or of 16 with the lower byte first; alpha laid over white.
    /// </param>
    /// <exception cref="CodecException">It is damaged or not there; nothing can be read then any more.</exception>
    public void ReadRow(Span<byte> samples)
    {
        try
        {
            _rows.ReadNext(samples);
            if (_rows.Position == Header.Size.Height)
            {
                _rows.ReadEnd();
                _data.ReadEnd();
            }
        }
        catch (InvalidDataException exception)
        {
            throw new CodecException(
                CodecProblem.Damaged, "The PNG stream is damaged: expected a zlib stream in IDAT.", innerException: exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflated.Dispose();
        _data.Dispose();
    }

    private static void Require(PngHeader header, PngDataStream data, PngLimits limits)
    {
        if (header.Size.Area > limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The PNG stream has more pixels than the limits allow.");
        }

        if (header.IsInterlaced)
        {
            throw new CodecException(
                CodecProblem.Unsupported, "The PNG stream is not supported: it is interlaced; expected rows one after the other.");
        }

        if (header.ColorType == PngColorType.Palette && data.Palette.Length == 0)
        {
            throw new CodecException(CodecProblem.Damaged, "The PNG stream is damaged: expected a palette before the data.");
        }
    }

    // The header's parser reads a stream's start; this one's checksums have been checked already.
    private static byte[] Frame(byte[] data)
    {
        var start = new byte[HeaderBytes - 13 + data.Length];
        PngChunkReader.Signature.CopyTo(start);
        BinaryPrimitives.WriteInt32BigEndian(start.AsSpan(8), data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(start.AsSpan(12), PngChunkType.Header);
        data.CopyTo(start.AsSpan(16));
        BinaryPrimitives.WriteUInt32BigEndian(start.AsSpan(16 + data.Length), PngChecksum.Compute(start.AsSpan(12, 4 + data.Length)));
        return start;
    }
}
