using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Turns the header of a tile's JPEG stream into the header of an interchange stream for DICOM.</summary>
/// <remarks>
/// <para>The order is SOI, APP14 (RGB only), the tables' DQT and DHT, the tile's own, DRI, SOF, SOS. The tables' come
/// first, so that a later definition wins as in TIFF; tables that the scan does not use, or that are defined again, are left
/// out. All APPn and COM go. The colour is stated as decoders understand it: RGB by an Adobe segment with transform 0 and by
/// the ids 'R', 'G', 'B' in SOF and SOS; YCbCr by the ids 1, 2, 3 and no marker. Entropy-coded data is not touched.</para>
/// <para>Thread-safe. The tiles of a level mostly share one header: the last result is kept, and a tile that begins
/// with the same bytes costs one comparison and no allocation.</para>
/// <para>Source: ITU-T T.81 B.2 and B.5, TIFF technical note 2, PS3.5 8.2.1 and A.4.1; colour: libjpeg's rule.</para>
/// </remarks>
public sealed class JpegFrameHeaderRewriter
{
    private readonly JpegTableSet _tables;
    private readonly JpegColor _color;
    private readonly JpegLimits _limits;

    // The one thing that changes; immutable itself, and any value of it is right.
    private JpegRewrittenHeader? _last;

    /// <summary>Creates a rewriter for the tiles of one image.</summary>
    /// <param name="jpegTables">The shared tables (TIFF tag 347), SOI to EOI, padding allowed; empty where there are none.</param>
    /// <param name="color">What the tiles' components mean.</param>
    /// <param name="limits">What a header may ask for.</param>
    /// <exception cref="CodecException">The tables are damaged.</exception>
    public JpegFrameHeaderRewriter(ReadOnlyMemory<byte> jpegTables, JpegColor color, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _tables = JpegTableSet.Read(jpegTables.Span, limits);
        _color = color;
        _limits = limits;
    }

    // "Adobe", version 100, flags 0 and 0, transform 0.
    private static ReadOnlySpan<byte> AdobeRgb =>
        [0xFF, 0xEE, 0, 14, 0x41, 0x64, 0x6F, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];

    /// <summary>Rewrites the header of a tile.</summary>
    /// <param name="head">The first bytes of the tile; it need not be all of it.</param>
    /// <param name="header">The new header, or null.</param>
    /// <returns>Whether there is one, or what is missing.</returns>
    public JpegRewriteStatus TryRewrite(ReadOnlySpan<byte> head, out JpegRewrittenHeader? header) =>
        TryRewrite(head, out header, out _);

    /// <summary>Rewrites the header of a tile.</summary>
    /// <param name="head">The first bytes of the tile; it need not be all of it.</param>
    /// <param name="header">The new header, or null.</param>
    /// <param name="fault">Where there is none: the offset, and what was expected there.</param>
    /// <returns>Whether there is one, or what is missing.</returns>
    public JpegRewriteStatus TryRewrite(
        ReadOnlySpan<byte> head, out JpegRewrittenHeader? header, out CodecFault fault)
    {
        fault = default;
        header = Volatile.Read(ref _last);
        if (header is not null && header.Replaces(head))
        {
            return JpegRewriteStatus.Done;
        }

        if (TryBuild(head, out header, out fault))
        {
            Volatile.Write(ref _last, header);
            return JpegRewriteStatus.Done;
        }

        return fault.Problem switch
        {
            CodecProblem.Truncated => JpegRewriteStatus.NeedMoreData,
            CodecProblem.Unsupported => JpegRewriteStatus.Unsupported,
            _ => JpegRewriteStatus.Damaged,
        };
    }

    /// <summary>Rewrites the header of a tile.</summary>
    /// <param name="tile">The tile, or enough of its first bytes.</param>
    /// <returns>The new header.</returns>
    /// <exception cref="CodecException">The tile is damaged or unsupported, or ends before its scan.</exception>
    public JpegRewrittenHeader Rewrite(ReadOnlySpan<byte> tile) =>
        TryRewrite(tile, out var header, out var fault) == JpegRewriteStatus.Done
            ? header!
            : throw fault.ToException("JPEG tile");

    private bool TryBuild(
        ReadOnlySpan<byte> head, [NotNullWhen(true)] out JpegRewrittenHeader? header, out CodecFault fault)
    {
        header = null;
        if (!JpegHeaderParser.TryParse(head, _limits, out var parser, out fault)
            || !IsUsable(parser, JpegHeader.From(parser), out fault))
        {
            return false;
        }

        var bytes = Write(head, parser);

        // Reading it back proves that it stands alone; a header that breaks the limits only after merging is refused.
        if (!JpegHeader.TryRead(bytes, _limits, out var info, out fault))
        {
            return false;
        }

        if (!info.DefinesItsTables)
        {
            fault = new CodecFault(
                CodecProblem.Damaged, parser.Scan.Offset, "every table of the scan to be defined (JPEGTables missing?)");
            return false;
        }

        header = new JpegRewrittenHeader(
            head[..parser.Scan.End].ToArray(), bytes, info, parser.IgnoredSegments + _tables.IgnoredSegments);
        return true;
    }

    private bool IsUsable(JpegHeaderParser parser, JpegHeader header, out CodecFault fault)
    {
        fault = default;
        if (!header.IsSingleScan)
        {
            fault = new CodecFault(CodecProblem.Unsupported, parser.Scan.Offset, "one sequential scan of all components");
        }
        else if (header.Width == 0 || header.Height == 0)
        {
            fault = new CodecFault(CodecProblem.Unsupported, parser.Frame.Offset, "a size in the frame header");
        }
        else if (header.Components.Count != (_color == JpegColor.Grey ? 1 : 3))
        {
            fault = new CodecFault(
                CodecProblem.Unsupported, parser.Frame.Offset, "as many components as the declared colour has");
        }

        return fault == default;
    }

    private byte[] Write(ReadOnlySpan<byte> head, JpegHeaderParser parser)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        output.Write<byte>([0xFF, JpegMarker.Soi]);
        if (_color == JpegColor.Rgb)
        {
            output.Write(AdobeRgb);
        }

        foreach (var table in NeededTables(head, parser))
        {
            output.Write(table);
        }

        if (parser.RestartInterval != 0)
        {
            WriteRestartInterval(output, parser.RestartInterval);
        }

        WriteFrameAndScan(output, head, parser);
        return output.WrittenSpan.ToArray();
    }

    // The tables' segments, then the tile's, without what the scan does not use or a later segment defines again.
    private List<byte[]> NeededTables(ReadOnlySpan<byte> head, JpegHeaderParser parser)
    {
        var needed = new List<byte[]>(parser.Tables.Count + _tables.Segments.Count);
        var choice = new JpegTableChoice(parser.RequiredTableMask);
        for (var index = parser.Tables.Count - 1; index >= 0; index--)
        {
            if (choice.TakeFrom(parser.Tables[index].Bytes(head)) is { } table)
            {
                needed.Add(table);
            }
        }

        for (var index = _tables.Segments.Count - 1; index >= 0; index--)
        {
            if (choice.TakeFrom(_tables.Segments[index]) is { } table)
            {
                needed.Add(table);
            }
        }

        needed.Reverse();
        return needed;
    }

    internal static void WriteRestartInterval(ArrayBufferWriter<byte> output, int interval)
    {
        Span<byte> segment = [0xFF, JpegMarker.Dri, 0, 4, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(segment[4..], checked((ushort)interval));
        output.Write(segment);
    }

    private void WriteFrameAndScan(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> head, JpegHeaderParser parser)
    {
        var frame = parser.Frame.Bytes(head).ToArray();
        var scan = parser.Scan.Bytes(head).ToArray();
        if (_color != JpegColor.Grey)
        {
            var ids = _color == JpegColor.Rgb ? JpegColorRules.RgbIds : JpegColorRules.YCbCrIds;
            for (var i = 0; i < ids.Length; i++)
            {
                // SOF: marker, length, P, Y, X, Nf = 10 bytes, then 3 per component. SOS: 5 bytes, then 2 each.
                // A scan lists its components in the frame's order (B.2.3), so that position tells which is which.
                frame[10 + (3 * i)] = ids[i];
                scan[5 + (2 * i)] = ids[i];
            }
        }

        output.Write(frame);
        output.Write(scan);
    }
}
