using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>The quantization tables of a header (ITU-T T.81, B.2.4.1), by their identifiers.</summary>
internal sealed class JpegQuantization
{
    private readonly int[]?[] _tables = new int[]?[4];

    /// <summary>Reads the tables.</summary>
    /// <param name="head">The stream's first bytes, with the whole header.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">The header is damaged, or a table divides by 0.</exception>
    public JpegQuantization(ReadOnlySpan<byte> head, JpegLimits limits)
    {
        if (!JpegHeaderParser.TryParse(head, limits, out var parser, out var fault))
        {
            throw fault.ToException("JPEG stream");
        }

        foreach (var segment in parser.Tables.Where(segment => segment.Marker == JpegMarker.Dqt))
        {
            // The parser has checked that definitions fill the segment. Later ones replace earlier ones.
            for (var payload = segment.Payload(head); !payload.IsEmpty;)
            {
                var size = (payload[0] >> 4) + 1;
                var table = new int[64];
                for (var index = 0; index < table.Length; index++)
                {
                    table[index] = size == 1
                        ? payload[1 + index] : BinaryPrimitives.ReadUInt16BigEndian(payload[(1 + (2 * index))..]);
                }

                _tables[payload[0] & 15] = table.Contains(0)
                    ? throw new CodecFault(CodecProblem.Damaged, segment.Offset, "divisors of at least 1 (DQT)").ToException("JPEG stream")
                    : table;
                payload = payload[(1 + (64 * size))..];
            }
        }
    }

    /// <summary>The 64 divisors of a component, in zigzag order.</summary>
    /// <param name="component">Whose table is defined, as its layout has checked.</param>
    public ReadOnlySpan<int> Of(JpegComponent component) => _tables[component.QuantizationTable];
}
