using System.Buffers.Binary;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>The first bytes of a TIFF file.</summary>
/// <param name="Layout">Classic or BigTIFF.</param>
/// <param name="IsLittleEndian">True for <c>II</c>, false for <c>MM</c>.</param>
/// <param name="FirstDirectoryOffset">From the start of the file, as stored and unchecked.</param>
public readonly record struct TiffHeader(TiffLayout Layout, bool IsLittleEndian, ulong FirstDirectoryOffset)
{
    /// <summary>How many bytes <see cref="TryRead(ReadOnlySpan{byte}, out TiffHeader)"/> wants, where the file has them.</summary>
    public const int MaxBytes = 16;

    /// <summary>Reads the header.</summary>
    /// <param name="start">The first bytes of the file, <see cref="MaxBytes"/> or all there are.</param>
    /// <param name="header">The header.</param>
    /// <returns>False where the bytes are no TIFF header, or not all of one.</returns>
    /// <remarks>Source: TIFF 6.0 section 2, image file header; the BigTIFF design.</remarks>
    public static bool TryRead(ReadOnlySpan<byte> start, out TiffHeader header)
    {
        header = default;
        if (start.Length < 4)
        {
            return false;
        }

        bool littleEndian;
        if (start[0] == (byte)'I' && start[1] == (byte)'I')
        {
            littleEndian = true;
        }
        else if (start[0] == (byte)'M' && start[1] == (byte)'M')
        {
            littleEndian = false;
        }
        else
        {
            return false;
        }

        var number = new TiffNumberReader(littleEndian);
        switch (number.UInt16(start[2..]))
        {
            case 42 when start.Length >= TiffLayout.Classic.HeaderBytes:
                header = new TiffHeader(TiffLayout.Classic, littleEndian, number.UInt32(start[4..]));
                return true;

            // BigTIFF: bytes of an offset, always 8; then always 0.
            case 43 when start.Length >= TiffLayout.Big.HeaderBytes
                && number.UInt16(start[4..]) == 8 && number.UInt16(start[6..]) == 0:
                header = new TiffHeader(TiffLayout.Big, littleEndian, number.UInt64(start[8..]));
                return true;

            default:
                return false;
        }
    }

    /// <summary>Reads the header of a file as NDPI has it: as of classic TIFF, with a pointer of 8 bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">The header; whether the file is NDPI, only the first directory tells.</param>
    /// <returns>False where the file does not begin so, or the pointer leads out of it.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static bool TryReadNdpi(SlideFile file, out TiffHeader header)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> start = stackalloc byte[MaxBytes];
        var length = file.ReadUpTo(0, start);
        header = default;
        if (length < TiffLayout.Ndpi.HeaderBytes || !start.StartsWith("II*\0"u8))
        {
            return false;
        }

        header = new TiffHeader(TiffLayout.Ndpi, true, BinaryPrimitives.ReadUInt64LittleEndian(start[4..]));
        return header.FirstDirectoryOffset >= (ulong)TiffLayout.Ndpi.HeaderBytes
            && header.FirstDirectoryOffset < (ulong)file.Length;
    }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is not TIFF.</exception>
    public static TiffHeader Read(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return TryRead(file, out var header)
            ? header
            : throw new SlideFormatException(
                SlideProblem.NotThisFormat,
                "the file has no TIFF header; expected II or MM, then 42 or 43",
                file.Path,
                0);
    }

    /// <summary>Reads the header of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">The header.</param>
    /// <returns>False where the file is not TIFF.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static bool TryRead(SlideFile file, out TiffHeader header)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> start = stackalloc byte[MaxBytes];
        var length = file.ReadUpTo(0, start);
        return TryRead(start[..length], out header);
    }
}

/// <summary>Reads numbers in a file's byte order.</summary>
/// <param name="IsLittleEndian">True for <c>II</c>.</param>
internal readonly record struct TiffNumberReader(bool IsLittleEndian)
{
    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public ulong UInt64(ReadOnlySpan<byte> bytes) =>
        IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);

    /// <summary>Reads an unsigned integer of 1, 2, 4 or 8 bytes.</summary>
    public ulong Unsigned(ReadOnlySpan<byte> bytes, int width) => width switch
    {
        1 => bytes[0],
        2 => UInt16(bytes),
        4 => UInt32(bytes),
        _ => UInt64(bytes),
    };
}
