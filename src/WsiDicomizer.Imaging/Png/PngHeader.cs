using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Png;

/// <summary>The header of a PNG stream: size, depth and colour (PNG 11.2.2).</summary>
public sealed class PngHeader
{
    private const int Length = 13;

    private PngHeader(PixelSize size, int bitDepth, PngColorType colorType, bool isInterlaced)
    {
        Size = size;
        BitDepth = bitDepth;
        ColorType = colorType;
        IsInterlaced = isInterlaced;
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>Bits of a stored sample: 1, 2, 4, 8 or 16; of a palette's index.</summary>
    public int BitDepth { get; }

    /// <summary>What the stored samples are.</summary>
    public PngColorType ColorType { get; }

    /// <summary>Whether the rows are stored in seven passes (Adam7), which the decoder refuses.</summary>
    public bool IsInterlaced { get; }

    /// <summary>Stored samples of a pixel, alpha included: 1 to 4.</summary>
    public int Channels => ColorType switch
    {
        PngColorType.GreyAlpha => 2,
        PngColorType.Rgb => 3,
        PngColorType.RgbAlpha => 4,
        _ => 1,
    };

    /// <summary>Bytes of a stored row, without the byte that names its filter.</summary>
    public long RowBytes => (((long)Size.Width * Channels * BitDepth) + 7) / 8;

    /// <summary>Samples of a decoded pixel: 1 for grey, else 3.</summary>
    public int SamplesPerPixel => ColorType is PngColorType.Grey or PngColorType.GreyAlpha ? 1 : 3;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The stream, or its first 33 bytes.</param>
    /// <exception cref="CodecException">It is damaged or ends too early.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> stream) =>
        TryRead(stream, out var header, out var fault) ? header : throw fault.ToException("PNG header");

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The stream, or its first 33 bytes.</param>
    /// <param name="header">The header.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> stream, [NotNullWhen(true)] out PngHeader? header, out CodecFault fault)
    {
        header = null;
        var chunks = new PngChunkReader(stream, PngLimits.Default);
        if (!chunks.TryReadNext(out var chunk, out fault))
        {
            return false;
        }

        if (chunk.Type != PngChunkType.Header || chunk.DataLength != Length)
        {
            fault = new CodecFault(CodecProblem.Damaged, chunk.DataOffset, $"IHDR of {Length} bytes");
            return false;
        }

        var data = chunk.Data(stream);
        header = TryRead(data, chunk.DataOffset, out fault);
        return header is not null;
    }

    private static PngHeader? TryRead(ReadOnlySpan<byte> data, int offset, out CodecFault fault)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(data);
        var height = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
        var colorType = (PngColorType)data[9];
        fault = (width, height) switch
        {
            ( < 1, _) => new CodecFault(CodecProblem.Damaged, offset, "1 to 2^31 - 1 columns"),
            (_, < 1) => new CodecFault(CodecProblem.Damaged, offset + 4, "1 to 2^31 - 1 rows"),
            _ when !IsAllowed(colorType, data[8]) => new CodecFault(
                CodecProblem.Damaged, offset + 8, "a bit depth and a colour type that go together (PNG 11.2.2)"),
            _ when data[10] != 0 || data[11] != 0 => new CodecFault(
                CodecProblem.Unsupported, offset + 10, "compression method 0 and filter method 0"),
            _ when data[12] > 1 => new CodecFault(CodecProblem.Damaged, offset + 12, "interlace method 0 or 1"),
            _ => default,
        };
        return fault == default ? new PngHeader(new PixelSize(width, height), data[8], colorType, data[12] == 1) : null;
    }

    private static bool IsAllowed(PngColorType colorType, int bitDepth) => colorType switch
    {
        PngColorType.Grey => bitDepth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => bitDepth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.RgbAlpha => bitDepth is 8 or 16,
        _ => false,
    };
}
