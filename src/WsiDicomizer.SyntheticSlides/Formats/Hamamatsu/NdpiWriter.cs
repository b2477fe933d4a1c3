using System.Buffers.Binary;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Writes NDPI's flavour of TIFF front to back: pointers of 8 bytes, high halves behind each directory.</summary>
internal sealed class NdpiWriter
{
    private const int HeaderBytes = 12;

    private readonly Stream _stream;
    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private long _pointer = 4;

    /// <summary>Starts the file.</summary>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="holeBytes">What is left out behind the header.</param>
    public NdpiWriter(Stream stream, long holeBytes)
    {
        _stream = stream;
        stream.Write([.. "II*\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        if (holeBytes > 0)
        {
            stream.Position = HeaderBytes + holeBytes;
        }
    }

    /// <summary>Directories so far.</summary>
    public int PageCount { get; private set; }

    /// <summary>Where the next byte goes.</summary>
    public long Position => _stream.Position;

    /// <summary>Appends bytes.</summary>
    /// <returns>Where they are.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var position = _stream.Position;
        _stream.Write(bytes);
        return position;
    }

    /// <summary>Writes bytes over those at a place.</summary>
    public void Patch(long position, ReadOnlySpan<byte> bytes)
    {
        var end = _stream.Position;
        _stream.Position = position;
        _stream.Write(bytes);
        _stream.Position = end;
    }

    /// <summary>Writes a page: values, then the directory, then the pointer to it.</summary>
    public void WriteDirectory(NdpiDirectory directory)
    {
        var count = directory.Fields.Count;
        var table = new byte[2 + (12 * count) + 8 + (4 * count)];
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)count);
        for (var i = 0; i < count; i++)
        {
            var (tag, type, length, value) = directory.Fields[i];
            var field = table.AsSpan(2 + (12 * i), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(field, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)type);
            BinaryPrimitives.WriteUInt32LittleEndian(field[4..], length);

            // A single LONG has its high half beyond the first four bytes; texts always stand elsewhere.
            var isInline = type != TiffFieldType.Ascii && (value.Length <= 4 || (type == TiffFieldType.Long && length == 1));
            var stored = isInline ? [.. value, .. new byte[8 - value.Length]] : BitConverter.GetBytes(Place(value));
            stored.AsSpan(0, 4).CopyTo(field[8..]);
            stored.AsSpan(4, 4).CopyTo(table.AsSpan(2 + (12 * count) + 8 + (4 * i)));
        }

        Append(new byte[_stream.Position & 1]);
        var position = Append(table);
        var pointer = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(pointer, position);
        Patch(_pointer, pointer);
        _pointer = position + 2 + (12 * count);
        PageCount++;
    }

    // Texts that several pages share stand in the file once, as scanners write them.
    private long Place(byte[] value)
    {
        var key = Convert.ToBase64String(value);
        if (!_values.TryGetValue(key, out var position))
        {
            Append(new byte[_stream.Position & 1]);
            position = Append(value);
            _values.Add(key, position);
        }

        return position;
    }
}
