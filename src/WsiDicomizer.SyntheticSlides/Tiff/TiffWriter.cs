using System.Buffers.Binary;

namespace WsiDicomizer.SyntheticSlides.Tiff;

/// <summary>Writes a little-endian TIFF or BigTIFF front to back: picture data as it comes, then each page's directory.</summary>
/// <remarks>
/// Memory does not grow with the picture data; only the offset and length of each tile is kept, by the caller, until
/// its page is closed. The one step back is the pointer to the next directory, which is patched when that is written.
/// Not safe for use by several threads. Source: TIFF 6.0 section 2; the BigTIFF layout as in libtiff.
/// </remarks>
internal sealed class TiffWriter
{
    /// <summary>The highest position that a classic TIFF's 32-bit offsets reach.</summary>
    public const long ClassicLimitBytes = uint.MaxValue;

    private readonly Stream _stream;

    // Where the offset of the next directory goes: first in the header, then at the end of each directory.
    private long _linkPosition;

    /// <summary>Starts a file: writes the header.</summary>
    /// <param name="stream">An empty stream that can seek; it stays the caller's.</param>
    /// <param name="big">BigTIFF (64-bit offsets) instead of classic TIFF.</param>
    public TiffWriter(Stream stream, bool big)
    {
        _stream = stream;
        Big = big;
        ReadOnlySpan<byte> header = big
            ? [(byte)'I', (byte)'I', 43, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            : [(byte)'I', (byte)'I', 42, 0, 0, 0, 0, 0];
        _stream.Write(header);
        _linkPosition = big ? 8 : 4;
        Position = header.Length;
    }

    /// <summary>Whether offsets have 64 bits.</summary>
    public bool Big { get; }

    /// <summary>How many bytes are written, which is where the next ones go.</summary>
    public long Position { get; private set; }

    /// <summary>The number of directories written, which is the 0-based index of the next page.</summary>
    public int PageCount { get; private set; }

    /// <summary>Writes bytes at the end of the file.</summary>
    /// <returns>Their position.</returns>
    /// <exception cref="InvalidOperationException">They would end beyond what a classic TIFF can address.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        if (!Big && Position + bytes.Length > ClassicLimitBytes)
        {
            throw new InvalidOperationException(
                $"A classic TIFF ends at {ClassicLimitBytes} bytes; this slide needs BigTIFF.");
        }

        var position = Position;
        _stream.Write(bytes);
        Position += bytes.Length;
        return position;
    }

    /// <summary>Closes a page: writes its long values and its directory, and links it to the one before.</summary>
    public void WriteDirectory(TiffDirectory directory)
    {
        var valueSize = Big ? 8 : 4;
        var bytes = Encode(directory, valueSize);
        AlignToWord();
        var position = Append(bytes);
        Link(position, valueSize);
        _linkPosition = position + bytes.Length - valueSize;
        PageCount++;
    }

    /// <summary>Writes a directory that a tag of a page will point to, such as 330; nothing is linked to it or from it.</summary>
    /// <returns>Its position.</returns>
    public long WriteChildDirectory(TiffDirectory directory)
    {
        var bytes = Encode(directory, Big ? 8 : 4);
        AlignToWord();
        return Append(bytes);
    }

    // Values that are too long for their entry are written on the way.
    private byte[] Encode(TiffDirectory directory, int valueSize)
    {
        var fields = directory.Fields;
        var entrySize = Big ? 20 : 12;
        var countSize = Big ? 8 : 2;
        var bytes = new byte[countSize + (fields.Count * entrySize) + valueSize];
        WriteNumber(bytes, fields.Count, countSize);
        var entry = bytes.AsSpan(countSize);
        foreach (var (tag, field) in fields)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)field.Type);
            WriteNumber(entry[4..], field.Count, valueSize);
            var value = entry.Slice(4 + valueSize, valueSize);
            if (field.Value.Length <= valueSize)
            {
                field.Value.CopyTo(value);
            }
            else
            {
                AlignToWord();
                WriteNumber(value, Append(field.Value), valueSize);
            }

            entry = entry[entrySize..];
        }

        return bytes;
    }

    // TIFF 6.0 section 2: directories and values begin on a word boundary. Tiles do not need to, and do not.
    private void AlignToWord()
    {
        if ((Position & 1) != 0)
        {
            Append([0]);
        }
    }

    private void Link(long directoryPosition, int size)
    {
        Span<byte> link = stackalloc byte[8];
        WriteNumber(link, directoryPosition, size);
        _stream.Position = _linkPosition;
        _stream.Write(link[..size]);
        _stream.Position = Position;
    }

    private static void WriteNumber(Span<byte> target, long value, int size)
    {
        for (var index = 0; index < size; index++)
        {
            target[index] = (byte)(value >> (8 * index));
        }
    }
}
