using System.Buffers.Binary;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>What a JPEG-LS stream says in its frame header and first scan header (ISO/IEC 14495-1, C.2.2 and C.2.3).</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Precision">Bits per sample.</param>
/// <param name="Components">The number of components.</param>
/// <param name="Near">The largest error of a sample, 0 for lossless.</param>
internal sealed record JpegLsHeader(int Width, int Height, int Precision, int Components, int Near)
{
    private const byte Sof55 = 0xF7;
    private const byte Sos = 0xDA;

    /// <summary>Reads the headers.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <returns>The header; null where it is damaged or goes on beyond what was given.</returns>
    public static JpegLsHeader? TryRead(ReadOnlySpan<byte> stream)
    {
        JpegLsHeader? frame = null;
        for (var offset = 2; offset + 4 <= stream.Length && stream[offset] == 0xFF;)
        {
            var marker = stream[offset + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(stream[(offset + 2)..]);
            if (length < 2 || offset + 2 + length > stream.Length)
            {
                return null;
            }

            var payload = stream.Slice(offset + 4, length - 2);
            if (marker == Sof55 && payload.Length >= 6)
            {
                frame = new JpegLsHeader(
                    BinaryPrimitives.ReadUInt16BigEndian(payload[3..]),
                    BinaryPrimitives.ReadUInt16BigEndian(payload[1..]),
                    payload[0],
                    payload[5],
                    Near: 0);
            }
            else if (marker == Sos)
            {
                // Ns, then two bytes for each component, then NEAR, ILV and the point transform.
                return payload.Length >= 4 && payload.Length == 4 + (2 * payload[0]) && frame is not null
                    ? frame with { Near = payload[^3] }
                    : null;
            }

            offset += 2 + length;
        }

        return null;
    }
}
