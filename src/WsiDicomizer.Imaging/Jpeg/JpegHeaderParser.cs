using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Reads a header from SOI through the first SOS and remembers where its parts stand.</summary>
internal sealed class JpegHeaderParser
{
    private static ReadOnlySpan<byte> JfifName => "JFIF\0"u8;

    private static ReadOnlySpan<byte> AdobeName => "Adobe"u8;

    private JpegHeaderParser()
    {
    }

    /// <summary>DQT and DHT, in their order.</summary>
    public List<JpegSegment> Tables { get; } = [];

    public int TableMask { get; private set; }

    public JpegSegment Frame { get; private set; }

    public JpegSegment Scan { get; private set; }

    public int RestartInterval { get; private set; }

    public int? AdobeTransform { get; private set; }

    public bool HasJfif { get; private set; }

    public int Precision { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public JpegComponent[] Components { get; private set; } = [];

    /// <summary>Tables that decoding the first scan needs, see <see cref="JpegTableMask"/>.</summary>
    public int RequiredTableMask { get; private set; }

    public int ScanComponentCount { get; private set; }

    /// <summary>APPn, COM and whatever else decoding does not need.</summary>
    public int IgnoredSegments { get; private set; }

    public static bool TryParse(
        ReadOnlySpan<byte> stream, JpegLimits limits, out JpegHeaderParser parser, out CodecFault fault)
    {
        parser = new JpegHeaderParser();
        var reader = new JpegSegmentReader(stream, limits);
        if (!reader.TryReadNext(out var segment, out fault))
        {
            return false;
        }

        if (segment.Marker != JpegMarker.Soi || segment.Offset != 0)
        {
            return Fail(CodecProblem.Damaged, 0, "SOI (FFD8)", out fault);
        }

        do
        {
            if (!reader.TryReadNext(out segment, out fault)
                || !parser.TryTake(stream, segment, limits, out fault))
            {
                return false;
            }
        }
        while (segment.Marker != JpegMarker.Sos);

        return true;
    }

    private bool TryTake(ReadOnlySpan<byte> stream, JpegSegment segment, JpegLimits limits, out CodecFault fault)
    {
        fault = default;
        switch (segment.Marker)
        {
            case JpegMarker.Dqt or JpegMarker.Dht:
                return TryTakeTable(stream, segment, out fault);
            case JpegMarker.Dri:
                return TryTakeRestartInterval(stream, segment, out fault);
            case JpegMarker.Sos:
                return TryTakeScan(stream, segment, out fault);
            case var marker when JpegMarker.IsStartOfFrame(marker):
                return TryTakeFrame(stream, segment, limits, out fault);
            case var marker when JpegMarker.IsApplicationOrComment(marker):
                TakeApplication(segment.Marker, segment.Payload(stream));
                IgnoredSegments++;
                return true;
            case var marker when JpegMarker.IsStandalone(marker):
                return Fail(CodecProblem.Damaged, segment.Offset, "SOS (FFDA) before this marker", out fault);
            default:
                // DAC, DNL, DHP, EXP, JPGn and reserved: none occurs in a Huffman-coded sequential stream.
                return Fail(
                    CodecProblem.Unsupported, segment.Offset, "no arithmetic, hierarchical or reserved segment", out fault);
        }
    }

    private void TakeApplication(byte marker, ReadOnlySpan<byte> payload)
    {
        if (marker == JpegMarker.App0 && payload.StartsWith(JfifName))
        {
            HasJfif = true;
        }
        else if (marker == JpegMarker.App14 && payload.Length >= 12 && payload.StartsWith(AdobeName))
        {
            AdobeTransform = payload[11];
        }
    }

    private bool TryTakeTable(ReadOnlySpan<byte> stream, JpegSegment segment, out CodecFault fault)
    {
        if (!JpegTableMask.TryRead(stream, segment, out var mask, out fault))
        {
            return false;
        }

        Tables.Add(segment);
        TableMask |= mask;
        return true;
    }

    private bool TryTakeRestartInterval(ReadOnlySpan<byte> stream, JpegSegment segment, out CodecFault fault)
    {
        fault = new CodecFault(CodecProblem.Damaged, segment.Offset, "a restart interval of 2 bytes (DRI)");
        var payload = segment.Payload(stream);
        if (payload.Length != 2)
        {
            return false;
        }

        RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(payload);
        return true;
    }

    private bool TryTakeFrame(ReadOnlySpan<byte> stream, JpegSegment segment, JpegLimits limits, out CodecFault fault)
    {
        var payload = segment.Payload(stream);
        if (Components.Length != 0 || payload.Length < 6 || payload[5] == 0 || payload.Length != 6 + (3 * payload[5]))
        {
            return Fail(CodecProblem.Damaged, segment.Offset, "one whole frame header (SOF)", out fault);
        }

        if (payload[5] > limits.MaxComponents)
        {
            return Fail(CodecProblem.LimitExceeded, segment.Offset, "fewer components", out fault);
        }

        Frame = segment;
        Precision = payload[0];
        Height = BinaryPrimitives.ReadUInt16BigEndian(payload[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(payload[3..]);
        return TryTakeComponents(payload[6..], segment, out fault);
    }

    private bool TryTakeComponents(ReadOnlySpan<byte> list, JpegSegment segment, out CodecFault fault)
    {
        var components = new JpegComponent[list.Length / 3];
        for (var i = 0; i < components.Length; i++)
        {
            byte id = list[3 * i], sampling = list[(3 * i) + 1], table = list[(3 * i) + 2];

            // B.2.2: H and V are 1 to 4, Tq is 0 to 3, identifiers are unique.
            if (sampling >> 4 is < 1 or > 4 || (sampling & 15) is < 1 or > 4 || table > 3
                || Array.Exists(components, known => known?.Id == id))
            {
                return Fail(CodecProblem.Damaged, segment.Offset, "valid components (SOF)", out fault);
            }

            components[i] = new JpegComponent(id, sampling >> 4, sampling & 15, table);
        }

        Components = components;
        fault = default;
        return true;
    }

    private bool TryTakeScan(ReadOnlySpan<byte> stream, JpegSegment segment, out CodecFault fault)
    {
        fault = new CodecFault(CodecProblem.Damaged, segment.Offset, "a whole scan header (SOS) after SOF");
        var payload = segment.Payload(stream);
        if (payload.Length < 6 || payload[0] is < 1 or > 4 || payload.Length != 4 + (2 * payload[0]))
        {
            return false;
        }

        var last = -1;
        for (var list = payload[1..^3]; !list.IsEmpty; list = list[2..])
        {
            var (id, dc, ac) = (list[0], list[1] >> 4, list[1] & 15);
            var index = Array.FindIndex(Components, component => component.Id == id);

            // B.2.3: the components stand in the frame header's order, each once.
            if (index <= last || dc > 3 || ac > 3)
            {
                return false;
            }

            last = index;
            RequiredTableMask |= JpegTableMask.Quantization(Components[index].QuantizationTable)
                | JpegTableMask.HuffmanDc(dc) | JpegTableMask.HuffmanAc(ac);
        }

        Scan = segment;
        ScanComponentCount = payload[0];
        return true;
    }

    private static bool Fail(CodecProblem problem, long offset, string expected, out CodecFault fault)
    {
        fault = new CodecFault(problem, offset, expected);
        return false;
    }
}
