using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Bmp;

/// <summary>The headers of a Windows bitmap: BITMAPFILEHEADER and BITMAPINFOHEADER or one of its longer forms.</summary>
public sealed class BmpHeader
{
    private const int FileHeaderLength = 14;
    private const int InfoHeaderLength = 40;

    // Up to BITMAPV5HEADER, which has 124 bytes.
    private const int MaxInfoHeaderLength = 1024;

    private BmpHeader(PixelSize size, int bitsPerPixel, bool isTopDown)
    {
        Size = size;
        BitsPerPixel = bitsPerPixel;
        IsTopDown = isTopDown;
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>8 (indices into a palette) or 24 (blue, green, red).</summary>
    public int BitsPerPixel { get; }

    /// <summary>Whether the upper row is stored first; most bitmaps start with the lowest.</summary>
    public bool IsTopDown { get; }

    /// <summary>Where the pixels start, from the start of the stream.</summary>
    public int PixelOffset { get; private init; }

    /// <summary>Where the palette starts; its entries have 4 bytes: blue, green, red and nothing.</summary>
    public int PaletteOffset { get; private init; }

    /// <summary>Entries of the palette; 0 where the pixels are colours.</summary>
    public int PaletteEntries { get; private init; }

    /// <summary>Bytes of a stored row: a multiple of 4.</summary>
    public long RowBytes => (((long)Size.Width * BitsPerPixel) + 31) / 32 * 4;

    /// <summary>Reads the headers.</summary>
    /// <param name="stream">The stream, or its first kilobytes.</param>
    /// <exception cref="CodecException">They are damaged, or say that the bitmap is of a kind that is not supported.</exception>
    public static BmpHeader Read(ReadOnlySpan<byte> stream) =>
        TryRead(stream, out var header, out var fault) ? header : throw fault.ToException("BMP header");

    /// <summary>Reads the headers.</summary>
    /// <param name="stream">The stream, or its first kilobytes.</param>
    /// <param name="header">The headers.</param>
    /// <param name="fault">Why there are none.</param>
    public static bool TryRead(ReadOnlySpan<byte> stream, [NotNullWhen(true)] out BmpHeader? header, out CodecFault fault)
    {
        header = null;
        if (!stream.StartsWith("BM"u8[..Math.Min(2, stream.Length)]))
        {
            fault = new CodecFault(CodecProblem.Damaged, 0, "the letters BM");
            return false;
        }

        if (stream.Length < FileHeaderLength + InfoHeaderLength)
        {
            fault = new CodecFault(CodecProblem.Truncated, stream.Length, "headers of 54 bytes");
            return false;
        }

        header = TryReadInfo(stream, out fault);
        return header is not null;
    }

    private static BmpHeader? TryReadInfo(ReadOnlySpan<byte> stream, out CodecFault fault)
    {
        var pixelOffset = BinaryPrimitives.ReadInt32LittleEndian(stream[10..]);
        var infoLength = BinaryPrimitives.ReadInt32LittleEndian(stream[14..]);
        var width = BinaryPrimitives.ReadInt32LittleEndian(stream[18..]);
        var height = BinaryPrimitives.ReadInt32LittleEndian(stream[22..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(stream[28..]);
        var compression = BinaryPrimitives.ReadUInt32LittleEndian(stream[30..]);
        var used = BinaryPrimitives.ReadUInt32LittleEndian(stream[46..]);
        var entries = bits == 8 ? (used == 0 ? 256 : used) : 0;
        var paletteOffset = FileHeaderLength + (long)infoLength;
        fault = infoLength is < InfoHeaderLength or > MaxInfoHeaderLength
                ? new CodecFault(CodecProblem.Unsupported, 14, "an information header of 40 bytes or more")
            : width < 1 ? new CodecFault(CodecProblem.Damaged, 18, "at least 1 column")
            : height is 0 or int.MinValue ? new CodecFault(CodecProblem.Damaged, 22, "at least 1 row")
            : bits is not (8 or 24) ? new CodecFault(CodecProblem.Unsupported, 28, "8 or 24 bits per pixel")
            : compression != 0 ? new CodecFault(CodecProblem.Unsupported, 30, "no compression")
            : entries > 256 ? new CodecFault(CodecProblem.Damaged, 46, "at most 256 colours")
            : pixelOffset < paletteOffset + (4 * entries) ? new CodecFault(CodecProblem.Damaged, 10, "pixels behind the headers and the palette")
            : default;
        return fault != default ? null : new BmpHeader(new PixelSize(width, Math.Abs(height)), bits, height < 0)
        {
            PixelOffset = pixelOffset,
            PaletteOffset = (int)paletteOffset,
            PaletteEntries = (int)entries,
        };
    }
}
