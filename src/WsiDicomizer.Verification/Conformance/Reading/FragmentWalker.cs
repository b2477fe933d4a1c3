using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Walks over the items of encapsulated pixel data (PS3.5 A.4).</summary>
/// <param name="bytes">The file.</param>
/// <param name="limits">How far it goes.</param>
/// <param name="layout">Takes what is wrong.</param>
internal sealed class FragmentWalker(ByteWindow bytes, ConformanceLimits limits, FileLayout layout)
{
    private const uint ItemTag = 0xE000FFFE;
    private const uint DelimiterTag = 0xE0DDFFFE;

    /// <summary>Walks from the offset table to the delimiter.</summary>
    /// <param name="pixels">Takes the places.</param>
    /// <returns>The byte after the delimiter, or null where the way ends before.</returns>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public long? Walk(PixelDataLayout pixels)
    {
        var (tag, tableLength) = ReadHeader(pixels.ValueOffset);
        if (tag != ItemTag || tableLength > bytes.Length - pixels.ValueOffset - 8)
        {
            return Stop("offset table", "pixel data begins with an item that holds the basic offset table");
        }

        pixels.FirstFragmentOffset = pixels.ValueOffset + PixelDataLayout.ItemHeaderBytes + tableLength;
        if (!TryReadTable(pixels, tableLength))
        {
            return null;
        }

        for (var offset = pixels.FirstFragmentOffset; ;)
        {
            (tag, var length) = ReadHeader(offset);
            if (tag == DelimiterTag)
            {
                return End(pixels, offset, length);
            }

            if (tag != ItemTag)
            {
                return Stop("pixel data", "items end with a sequence delimitation item: neither it nor an item follows here");
            }

            if (offset + 8 + length > bytes.Length)
            {
                return Stop("pixel data", "the last item reaches beyond the end of the file");
            }

            if (pixels.FragmentCount >= limits.MaximumFragments)
            {
                return Stop("pixel data", "more fragments than MaximumFragments allows: not walked further");
            }

            pixels.Add(offset, length);
            offset += 8 + length;
        }
    }

    private long End(PixelDataLayout pixels, long offset, uint length)
    {
        pixels.IsComplete = true;
        if (length != 0)
        {
            layout.Add(LayoutFaultKind.Encapsulation, "pixel data", "the sequence delimitation item has length 0");
        }

        return offset + 8;
    }

    private bool TryReadTable(PixelDataLayout pixels, uint length)
    {
        if (length % 4 != 0 || length / 4 > limits.MaximumFragments)
        {
            Stop("offset table", "the basic offset table holds whole 32-bit offsets, no more than MaximumFragments");
            return false;
        }

        var table = new uint[length / 4];
        var target = MemoryMarshal.AsBytes(table.AsSpan());
        for (var done = 0; done < target.Length;)
        {
            var part = bytes.Peek(pixels.ValueOffset + 8 + done, Math.Min(target.Length - done, 32 << 10));
            part.CopyTo(target[done..]);
            done += part.Length;
        }

        for (var index = 0; index < table.Length && !BitConverter.IsLittleEndian; index++)
        {
            table[index] = BinaryPrimitives.ReverseEndianness(table[index]);
        }

        pixels.BasicOffsetTable = table;
        return true;
    }

    private (uint Tag, uint Length) ReadHeader(long offset)
    {
        var header = bytes.Peek(offset, PixelDataLayout.ItemHeaderBytes, isSparse: true);
        return header.Length < PixelDataLayout.ItemHeaderBytes
            ? (0, 0)
            : (BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]));
    }

    private long? Stop(string place, string detail)
    {
        layout.Add(LayoutFaultKind.Encapsulation, place, detail);
        return null;
    }
}
