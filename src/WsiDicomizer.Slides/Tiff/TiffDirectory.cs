using System.Buffers.Binary;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>An image file directory (IFD): a page of the file, or a child of one.</summary>
/// <remarks>
/// Immutable; values are read from the file when asked for, by positioned reads, so it may be used from any thread as
/// long as the file is open. Where a tag stands twice, the first one counts, as for libtiff; <see cref="Entries"/> has all.
/// </remarks>
public sealed class TiffDirectory
{
    private readonly SlideFile _file;
    private readonly TiffHeader _header;
    private readonly TiffLimits _limits;

    internal TiffDirectory(
        SlideFile file, TiffHeader header, TiffLimits limits, TiffDirectoryPlace place, IReadOnlyList<TiffEntry> entries)
    {
        _file = file;
        _header = header;
        _limits = limits;
        Place = place;
        Entries = entries;
    }

    /// <summary>Where the directory is and what leads to it.</summary>
    public TiffDirectoryPlace Place { get; }

    /// <summary>The directory in words, for messages: e.g. <c>page 3</c>.</summary>
    public string Location => Place.Location;

    /// <summary>All tags in the order of the file.</summary>
    public IReadOnlyList<TiffEntry> Entries { get; }

    /// <summary>The path of the file.</summary>
    internal string Path => _file.Path;

    /// <summary>The file's length in bytes.</summary>
    internal long FileLength => _file.Length;

    /// <summary>Whether numbers have their low byte first; samples of 16 bits too.</summary>
    internal bool IsLittleEndian => _header.IsLittleEndian;

    /// <summary>The limits in force.</summary>
    internal TiffLimits Limits => _limits;

    /// <summary>The first entry with a tag, or null.</summary>
    /// <param name="tag">The tag.</param>
    public TiffEntry? Find(TiffTag tag)
    {
        foreach (var entry in Entries)
        {
            if (entry.Tag == tag)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Whether a tag is there.</summary>
    /// <param name="tag">The tag.</param>
    public bool Contains(TiffTag tag) => Find(tag) is not null;

    /// <summary>Reads the bytes of a value.</summary>
    /// <param name="entry">One of <see cref="Entries"/>, of any known type.</param>
    /// <exception cref="SlideFormatException">The value is not in the file, or longer than the limits allow.</exception>
    public byte[] ReadBytes(TiffEntry entry)
    {
        var range = RequireValue(entry);
        if (range.Length > _limits.MaxValueBytes)
        {
            throw Damaged(entry, $"is {range.Length} bytes long; the limit is {_limits.MaxValueBytes}");
        }

        return ReadRange(range);
    }

    /// <summary>Reads bytes of the file.</summary>
    /// <param name="range">Which; not more than the caller's own limit.</param>
    internal byte[] ReadRange(ByteRange range)
    {
        var bytes = new byte[range.Length];
        _file.ReadExactly(range.Offset, bytes);
        return bytes;
    }

    /// <summary>Reads the bytes of a tag, empty where the tag is missing.</summary>
    /// <param name="tag">The tag, of any known type.</param>
    /// <exception cref="SlideFormatException">The value is not in the file, or longer than the limits allow.</exception>
    public byte[] ReadBytes(TiffTag tag) => Find(tag) is { } entry ? ReadBytes(entry) : [];

    /// <summary>Reads a text up to its first NUL, null where the tag is missing.</summary>
    /// <param name="tag">The tag, of type ASCII, BYTE or UNDEFINED.</param>
    /// <exception cref="SlideFormatException">The value is not in the file, of another type, or too long.</exception>
    public string? ReadText(TiffTag tag)
    {
        if (Find(tag) is not { } entry)
        {
            return null;
        }

        if (!entry.Type.IsBytes())
        {
            throw Damaged(entry, $"has type {(ushort)entry.Type}; expected text, type 2");
        }

        return TiffText.Decode(ReadBytes(entry));
    }

    /// <summary>Reads one number.</summary>
    /// <param name="tag">The tag, of type BYTE, SHORT, LONG or LONG8.</param>
    /// <param name="fallback">What a missing tag means.</param>
    /// <exception cref="SlideFormatException">The tag has no value or one of another type.</exception>
    public ulong ReadInteger(TiffTag tag, ulong fallback) =>
        Find(tag) is { } entry ? ReadFirstInteger(entry) : fallback;

    /// <summary>Reads one number that must be there.</summary>
    /// <param name="tag">The tag, of type BYTE, SHORT, LONG or LONG8.</param>
    /// <exception cref="SlideFormatException">The tag is missing, has no value or one of another type.</exception>
    public ulong ReadInteger(TiffTag tag) =>
        Find(tag) is { } entry
            ? ReadFirstInteger(entry)
            : throw Missing(tag);

    /// <summary>Reads all numbers of a tag in one read.</summary>
    /// <param name="tag">The tag, of type BYTE, SHORT, LONG or LONG8.</param>
    /// <returns>The numbers, or null where the tag is missing.</returns>
    /// <exception cref="SlideFormatException">The value is not in the file, of another type, or too long.</exception>
    public TiffIntegerArray? ReadIntegers(TiffTag tag) => Find(tag) is { } entry ? ReadIntegers(entry) : null;

    /// <summary>Reads all numbers of an entry in one read.</summary>
    /// <param name="entry">One of <see cref="Entries"/>, of type BYTE, SHORT, LONG or LONG8.</param>
    /// <exception cref="SlideFormatException">The value is not in the file, of another type, or too long.</exception>
    public TiffIntegerArray ReadIntegers(TiffEntry entry)
    {
        RequireInteger(entry);
        var range = RequireValue(entry);
        if (entry.Count > (ulong)_limits.MaxArrayLength)
        {
            throw Damaged(entry, $"has {entry.Count} elements; the limit is {_limits.MaxArrayLength}");
        }

        var bytes = ReadRange(range);
        return entry.IsWideNumber
            ? new TiffIntegerArray(Widen(bytes, entry.HighWord), 2 * entry.Type.ElementBytes(), _header.IsLittleEndian)
            : new TiffIntegerArray(bytes, entry.Type.ElementBytes(), _header.IsLittleEndian);
    }

    /// <summary>Reads a RATIONAL, FLOAT, DOUBLE or whole number.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The number; null where the tag is missing, empty, or has 0 above or below the line.</returns>
    /// <exception cref="SlideFormatException">The value is not in the file.</exception>
    public double? ReadReal(TiffTag tag)
    {
        if (Find(tag) is not { Count: > 0 } entry)
        {
            return null;
        }

        return ReadNumber(entry) is > 0 and var value && double.IsFinite(value) ? value : null;
    }

    /// <summary>Reads a number that may be below zero.</summary>
    /// <param name="tag">The tag: FLOAT, DOUBLE, RATIONAL, SLONG, SSHORT or a whole number.</param>
    /// <returns>The number; null where the tag is missing, empty, of another type, or not finite.</returns>
    /// <exception cref="SlideFormatException">The value is not in the file.</exception>
    public double? ReadSigned(TiffTag tag) =>
        Find(tag) is { Count: > 0 } entry && ReadNumber(entry) is { } value && double.IsFinite(value) ? value : null;

    private double? ReadNumber(TiffEntry entry)
    {
        var range = RequireValue(entry);
        var bytes = ReadRange(range with { Length = entry.Type.ElementBytes() });
        var number = new TiffNumberReader(_header.IsLittleEndian);
        return entry.Type switch
        {
            TiffFieldType.Rational => number.UInt32(bytes) / (double)number.UInt32(bytes.AsSpan(4)),
            TiffFieldType.Float => BitConverter.UInt32BitsToSingle(number.UInt32(bytes)),
            TiffFieldType.Double => BitConverter.UInt64BitsToDouble(number.UInt64(bytes)),
            TiffFieldType.SLong => (int)number.UInt32(bytes),
            TiffFieldType.SShort => (short)number.UInt16(bytes),
            _ when entry.Type.IsUnsignedInteger() => number.Unsigned(bytes, bytes.Length),
            _ => null,
        };
    }

    /// <summary>The error for a tag that must be there.</summary>
    internal SlideFormatException Missing(TiffTag tag) => new(
        SlideProblem.Damaged, $"{Location}: {TiffEntry.Describe(tag)} is missing", Path, Place.Range.Offset);

    /// <summary>The error for a tag whose value is not as it must be.</summary>
    internal SlideFormatException Damaged(TiffEntry entry, string what) => new(
        SlideProblem.Damaged, $"{Location}, {entry.Name} {what}", Path, entry.Field.Offset);

    /// <summary>The error for something that is not supported.</summary>
    internal SlideFormatException Unsupported(string what) => new(
        SlideProblem.Unsupported, $"{Location}: {what}", Path, Place.Range.Offset);

    private ulong ReadFirstInteger(TiffEntry entry)
    {
        RequireInteger(entry);
        var range = RequireValue(entry);
        if (entry.Count == 0)
        {
            throw Damaged(entry, "has no value; expected one number");
        }

        var width = entry.Type.ElementBytes();
        Span<byte> bytes = stackalloc byte[8];
        _file.ReadExactly(range.Offset, bytes[..width]);
        var low = new TiffNumberReader(_header.IsLittleEndian).Unsigned(bytes, width);
        return entry.IsWideNumber ? low | ((ulong)entry.HighWord << 32) : low;
    }

    // Only NDPI has high halves, and is little-endian.
    private static byte[] Widen(byte[] low, uint highWord)
    {
        var wide = new byte[8];
        low.CopyTo(wide, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(wide.AsSpan(4), highWord);
        return wide;
    }

    private void RequireInteger(TiffEntry entry)
    {
        if (!entry.Type.IsUnsignedInteger())
        {
            throw Damaged(entry, $"has type {(ushort)entry.Type}; expected BYTE, SHORT, LONG or LONG8 (1, 3, 4 or 16)");
        }
    }

    private ByteRange RequireValue(TiffEntry entry)
    {
        if (entry.Value is { } value)
        {
            return value;
        }

        throw entry.Type.ElementBytes() == 0
            ? Damaged(entry, $"has type {(ushort)entry.Type}, which TIFF does not define")
            : Damaged(
                entry,
                $"says that {entry.Count} elements of {entry.Type.ElementBytes()} bytes are at offset "
                + $"{entry.ValueOffset}; the file ends at {FileLength}");
    }
}
