namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Which tables a DQT or DHT segment defines, as bits: quantization 0-3, Huffman DC 4-7, Huffman AC 8-11.</summary>
internal static class JpegTableMask
{
    public static int Quantization(int id) => 1 << id;

    public static int HuffmanDc(int id) => 1 << (4 + id);

    public static int HuffmanAc(int id) => 1 << (8 + id);

    /// <summary>Reads the ids, checking that the definitions fill the segment exactly.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> stream, JpegSegment segment, out int mask, out CodecFault fault) =>
        segment.Marker == JpegMarker.Dqt
            ? TryReadQuantization(segment.Payload(stream), segment, out mask, out fault)
            : TryReadHuffman(segment.Payload(stream), segment, out mask, out fault);

    private static bool TryReadQuantization(
        ReadOnlySpan<byte> payload, JpegSegment segment, out int mask, out CodecFault fault)
    {
        mask = 0;
        fault = new CodecFault(CodecProblem.Damaged, segment.Offset, "whole quantization tables (DQT)");
        while (!payload.IsEmpty)
        {
            // B.2.4.1: Pq is 0 (8 bit) or 1 (16 bit), Tq is 0 to 3.
            int precision = payload[0] >> 4, id = payload[0] & 15, length = 1 + (64 * (precision + 1));
            if (precision > 1 || id > 3 || length > payload.Length)
            {
                return false;
            }

            mask |= Quantization(id);
            payload = payload[length..];
        }

        return mask != 0;
    }

    private static bool TryReadHuffman(
        ReadOnlySpan<byte> payload, JpegSegment segment, out int mask, out CodecFault fault)
    {
        mask = 0;
        fault = new CodecFault(CodecProblem.Damaged, segment.Offset, "whole Huffman tables (DHT)");
        while (payload.Length >= 17)
        {
            // B.2.4.2: Tc is 0 (DC) or 1 (AC), Th is 0 to 3; 16 counts, then as many values.
            int tableClass = payload[0] >> 4, id = payload[0] & 15, length = 17;
            foreach (var count in payload[1..17])
            {
                length += count;
            }

            if (tableClass > 1 || id > 3 || length > payload.Length || length > 17 + 256)
            {
                return false;
            }

            mask |= tableClass == 0 ? HuffmanDc(id) : HuffmanAc(id);
            payload = payload[length..];
        }

        return mask != 0 && payload.IsEmpty;
    }
}
