using System.Buffers.Binary;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The bytes of one CZI: a file, or an attachment in one. Offsets count from its own start. Thread-safe.</summary>
/// <param name="File">The file.</param>
/// <param name="Start">Where the CZI begins in it.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record ZeissBytes(SlideFile File, long Start, long Length)
{
    /// <summary>Reads bytes.</summary>
    /// <param name="offset">From the start of the CZI.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="SlideFormatException">They do not lie in it.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > Length || destination.Length > Length - offset)
        {
            throw Damaged($"{destination.Length} bytes were expected beyond the end (is it cut off?)", Math.Clamp(offset, 0, Length));
        }

        File.ReadExactly(Start + offset, destination);
    }

    /// <summary>Reads bytes into a new array.</summary>
    /// <param name="range">Of the CZI; its length is checked against a limit by the caller.</param>
    public byte[] Read(ByteRange range)
    {
        if (range.Offset < 0 || range.Offset > Length || range.Length > Length - range.Offset)
        {
            throw Damaged($"{range.Length} bytes were expected beyond the end (is it cut off?)", Math.Clamp(range.Offset, 0, Length));
        }

        var bytes = new byte[range.Length];
        File.ReadExactly(Start + range.Offset, bytes);
        return bytes;
    }

    /// <summary>The same range in the file.</summary>
    public ByteRange InFile(ByteRange range) => range with { Offset = Start + range.Offset };

    /// <summary>The error for something that is broken.</summary>
    /// <param name="what">What was found and expected; no value.</param>
    /// <param name="offset">From the start of the CZI.</param>
    public SlideFormatException Damaged(string what, long offset) =>
        new(SlideProblem.Damaged, what, File.Path, Start + offset);

    /// <summary>The error for something that is not supported.</summary>
    public SlideFormatException Unsupported(string what, long offset) =>
        new(SlideProblem.Unsupported, what, File.Path, Start + offset);
}

/// <summary>Reads little-endian numbers of a structure by their place in it.</summary>
internal static class ZeissNumbers
{
    public static int Int32(this ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);

    public static uint UInt32(this ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    public static long Int64(this ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes[offset..]);
}
