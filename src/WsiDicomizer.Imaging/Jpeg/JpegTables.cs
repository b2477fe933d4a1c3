using System.Buffers;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Splits interchange streams into TIFF's shared tables and abbreviated tiles.</summary>
/// <remarks>The way back is <see cref="JpegFrameHeaderRewriter"/>. Source: ITU-T T.81 B.4 and B.5, TIFF technical note 2.</remarks>
public static class JpegTables
{
    /// <summary>Splits a stream.</summary>
    /// <param name="interchange">A complete stream with one sequential scan.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <returns>
    /// The tables (SOI, DQT and DHT, EOI) for TIFF tag 347, and the tile: SOI, DRI where there is one, SOF, SOS, the
    /// unchanged entropy-coded data, EOI. APPn and COM are in neither.
    /// </returns>
    /// <exception cref="CodecException">The stream is damaged, or not one sequential scan that ends with EOI.</exception>
    public static (byte[] Tables, byte[] Abbreviated) Split(ReadOnlySpan<byte> interchange, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!JpegHeaderParser.TryParse(interchange, limits, out var parser, out var fault))
        {
            throw fault.ToException("JPEG stream");
        }

        var scan = interchange[parser.Scan.End..];
        scan = scan[..JpegScan.FindEnd(scan, out var end)];
        if (end != JpegScanEnd.EndOfImage || !JpegHeader.From(parser).IsSingleScan)
        {
            throw new CodecFault(CodecProblem.Unsupported, parser.Scan.End, "one sequential scan, then EOI")
                .ToException("JPEG stream");
        }

        return (WriteTables(interchange, parser), WriteAbbreviated(interchange, parser, scan));
    }

    private static byte[] WriteTables(ReadOnlySpan<byte> interchange, JpegHeaderParser parser)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write<byte>([0xFF, JpegMarker.Soi]);
        foreach (var table in parser.Tables)
        {
            output.Write(table.Bytes(interchange));
        }

        output.Write<byte>([0xFF, JpegMarker.Eoi]);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] WriteAbbreviated(
        ReadOnlySpan<byte> interchange, JpegHeaderParser parser, ReadOnlySpan<byte> scan)
    {
        var output = new ArrayBufferWriter<byte>(scan.Length + 64);
        output.Write<byte>([0xFF, JpegMarker.Soi]);
        if (parser.RestartInterval != 0)
        {
            JpegFrameHeaderRewriter.WriteRestartInterval(output, parser.RestartInterval);
        }

        output.Write(parser.Frame.Bytes(interchange));
        output.Write(parser.Scan.Bytes(interchange));
        output.Write(scan);
        output.Write<byte>([0xFF, JpegMarker.Eoi]);
        return output.WrittenSpan.ToArray();
    }
}
