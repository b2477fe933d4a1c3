using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Keeps the tables that a scan uses, from the last segment to the first.</summary>
/// <remarks>
/// A DQT or DHT segment may define several tables, and one twice. What the scan does not use, and what is defined again
/// later, decodes nothing: it may hold anything, and goes table by table. Source: ITU-T T.81 B.2.4.1 and B.2.4.2.
/// </remarks>
/// <param name="required">The tables to find, see <see cref="JpegTableMask"/>.</param>
internal struct JpegTableChoice(int required)
{
    private const int MarkerAndLength = 4;

    private int _missing = required;

    /// <summary>Takes from a segment what none behind it defines.</summary>
    /// <param name="segment">DQT or DHT with its marker, whose definitions fill it exactly.</param>
    /// <returns>The segment as it is where all of it is needed, a shorter one, or null where nothing is.</returns>
    public byte[]? TakeFrom(ReadOnlySpan<byte> segment)
    {
        var isQuantization = segment[1] == JpegMarker.Dqt;
        var definitions = new List<(int Start, int Length, int Mask)>();
        for (var start = MarkerAndLength; start < segment.Length;)
        {
            var (length, mask) = isQuantization ? Quantization(segment[start..]) : Huffman(segment[start..]);
            definitions.Add((start, length, mask));
            start += length;
        }

        // The last definition of a table is the one that counts.
        for (var index = definitions.Count - 1; index >= 0; index--)
        {
            var mask = definitions[index].Mask;
            if ((mask & _missing) == 0)
            {
                definitions.RemoveAt(index);
            }

            _missing &= ~mask;
        }

        return definitions.Count == 0 ? null : Write(segment, definitions);
    }

    private static byte[] Write(ReadOnlySpan<byte> segment, List<(int Start, int Length, int Mask)> definitions)
    {
        var output = new byte[MarkerAndLength + definitions.Sum(definition => definition.Length)];
        segment[..2].CopyTo(output);
        BinaryPrimitives.WriteUInt16BigEndian(output.AsSpan(2), (ushort)(output.Length - 2));
        var end = MarkerAndLength;
        foreach (var (start, length, _) in definitions)
        {
            segment.Slice(start, length).CopyTo(output.AsSpan(end));
            end += length;
        }

        return output;
    }

    private static (int Length, int Mask) Quantization(ReadOnlySpan<byte> definition) =>
        (1 + (64 * ((definition[0] >> 4) + 1)), JpegTableMask.Quantization(definition[0] & 15));

    private static (int Length, int Mask) Huffman(ReadOnlySpan<byte> definition)
    {
        var length = 17;
        foreach (var count in definition[1..17])
        {
            length += count;
        }

        var id = definition[0] & 15;
        return (length, definition[0] >> 4 == 0 ? JpegTableMask.HuffmanDc(id) : JpegTableMask.HuffmanAc(id));
    }
}
