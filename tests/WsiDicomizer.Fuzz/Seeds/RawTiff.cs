using System.Buffers.Binary;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Writes TIFF bytes by hand, wrong ones too: little endian, classic or big.</summary>
internal sealed class RawTiff(bool isBig)
{
    private readonly MemoryStream _stream = Start(isBig);
    private readonly List<byte[]> _entries = [];
    private int _pointer = isBig ? 8 : 4;

    private int Width => isBig ? 8 : 4;

    public RawTiff Entry(ushort tag, ushort type, ulong count, ulong value)
    {
        _entries.Add([.. Number(tag, 2), .. Number(type, 2), .. Number(count, Width), .. Number(value, Width)]);
        return this;
    }

    /// <summary>A SHORT or LONG.</summary>
    public RawTiff Entry(ushort tag, ulong value) => Entry(tag, type: 4, count: 1, value);

    /// <summary>Puts bytes into the file.</summary>
    public ulong Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Position = _stream.Length;
        _stream.Write(bytes);
        return (ulong)(_stream.Length - bytes.Length);
    }

    /// <summary>Ends the directory; the one before, or the header, points to it.</summary>
    public RawTiff Directory(ulong? statedCount = null)
    {
        var start = Append(Number(statedCount ?? (ulong)_entries.Count, isBig ? 8 : 2));
        _entries.ForEach(entry => Append(entry));
        _entries.Clear();
        Link(start);
        _pointer = (int)Append(new byte[Width]);
        return this;
    }

    /// <summary>Lets the last directory point somewhere.</summary>
    public RawTiff Link(ulong target)
    {
        _stream.Position = _pointer;
        _stream.Write(Number(target, Width));
        return this;
    }

    public byte[] ToArray() => _stream.ToArray();

    private static byte[] Number(ulong value, int width)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes[..width];
    }

    private static MemoryStream Start(bool isBig)
    {
        var stream = new MemoryStream();
        stream.Write(isBig ? [0x49, 0x49, 43, 0, 8, 0, 0, 0, .. new byte[8]] : [0x49, 0x49, 42, 0, .. new byte[4]]);
        return stream;
    }
}
