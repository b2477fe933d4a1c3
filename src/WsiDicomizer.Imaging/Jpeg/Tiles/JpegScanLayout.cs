using System.Buffers;
using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>How a scan is laid out: the blocks of an MCU with their tables, and the tables that tiles are written with.</summary>
internal sealed class JpegScanLayout
{
    // Differences of DC have 0 to 11 bits in the baseline process (T.81, table F.1).
    private static ReadOnlySpan<byte> AllDc => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

    private static ReadOnlySpan<byte> EndOfBlock => [0];

    private JpegScanLayout(JpegHeader header, JpegMcuBlock[] blocks)
    {
        Header = header;
        Blocks = blocks;
    }

    /// <summary>What the stream's header says.</summary>
    public JpegHeader Header { get; }

    /// <summary>The blocks of an MCU in their order (T.81, A.2).</summary>
    public JpegMcuBlock[] Blocks { get; }

    /// <summary>Reads the layout from a stream's header.</summary>
    /// <param name="head">The stream's first bytes, with the whole header.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">The header is damaged, or not of one baseline scan of 8 bits.</exception>
    public static JpegScanLayout Read(ReadOnlySpan<byte> head, JpegLimits limits) => Read(head, limits, allowExtended: false);

    /// <summary>Reads the layout of a scan that may be of the extended sequential process too: with 8 bits its codes are the same.</summary>
    /// <param name="head">The stream's first bytes, with the whole header.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">The header is damaged, or not of one sequential scan of 8 bits.</exception>
    public static JpegScanLayout ReadSequential(ReadOnlySpan<byte> head, JpegLimits limits) =>
        Read(head, limits, allowExtended: true);

    private static JpegScanLayout Read(ReadOnlySpan<byte> head, JpegLimits limits, bool allowExtended)
    {
        if (!JpegHeaderParser.TryParse(head, limits, out var parser, out var fault))
        {
            throw fault.ToException("JPEG stream");
        }

        var header = JpegHeader.From(parser);
        var isProcess = header.Process == JpegProcess.Baseline || (allowExtended && header.Process == JpegProcess.ExtendedSequential);
        if (!isProcess || header.Precision != 8 || !header.IsSingleScan
            || header.Components.Count is not (1 or 3))
        {
            throw Fault(
                CodecProblem.Unsupported,
                parser.Frame.Offset,
                $"a {(allowExtended ? "sequential" : "baseline")} frame of 8 bits, 1 or 3 components, one scan");
        }

        if (!header.DefinesItsTables)
        {
            throw Fault(CodecProblem.Damaged, parser.Scan.Offset, "every table of the scan to be defined");
        }

        return new JpegScanLayout(header, FindBlocks(head, parser, header, ReadTables(head, parser)));
    }

    /// <summary>The header of the tiles: the stream's own, with the tile's size, no restart interval, no APPn and COM.</summary>
    /// <param name="head">As in <see cref="Read(ReadOnlySpan{byte}, JpegLimits)"/>.</param>
    /// <param name="width">Columns of a tile.</param>
    /// <param name="height">Rows of a tile.</param>
    /// <param name="color">What the components mean.</param>
    /// <param name="limits">As in <see cref="Read(ReadOnlySpan{byte}, JpegLimits)"/>.</param>
    public byte[] WriteTileHeader(ReadOnlySpan<byte> head, int width, int height, JpegColor color, JpegLimits limits) =>
        WriteHeader(head, (width, height, 0), color, limits);

    /// <summary>The header of a stream of the same size and restart interval, no APPn and COM.</summary>
    /// <param name="head">As in <see cref="Read(ReadOnlySpan{byte}, JpegLimits)"/>.</param>
    /// <param name="color">What the components mean.</param>
    /// <param name="limits">As in <see cref="Read(ReadOnlySpan{byte}, JpegLimits)"/>.</param>
    public byte[] WriteSameHeader(ReadOnlySpan<byte> head, JpegColor color, JpegLimits limits) =>
        WriteHeader(head, (Header.Width, Header.Height, Header.RestartInterval), color, limits);

    private byte[] WriteHeader(
        ReadOnlySpan<byte> head, (int Width, int Height, int RestartInterval) shape, JpegColor color, JpegLimits limits)
    {
        if (!JpegHeaderParser.TryParse(head, limits, out var parser, out var fault))
        {
            throw fault.ToException("JPEG stream");
        }

        var output = new ArrayBufferWriter<byte>(1024);
        output.Write<byte>([0xFF, JpegMarker.Soi]);
        foreach (var segment in parser.Tables.Where(segment => segment.Marker == JpegMarker.Dqt))
        {
            output.Write(segment.Bytes(head));
        }

        WriteHuffmanTables(output);
        var frame = parser.Frame.Bytes(head).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(5), checked((ushort)shape.Height));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(7), checked((ushort)shape.Width));
        if (shape.RestartInterval != 0)
        {
            JpegFrameHeaderRewriter.WriteRestartInterval(output, shape.RestartInterval);
        }

        output.Write(frame);
        output.Write(parser.Scan.Bytes(head));

        // The rewriter leaves out tables that no component uses, and states the colour.
        return new JpegFrameHeaderRewriter(default, color, limits).Rewrite(output.WrittenSpan).Bytes.ToArray();
    }

    private void WriteHuffmanTables(ArrayBufferWriter<byte> output)
    {
        var written = new HashSet<int>();
        foreach (var block in Blocks)
        {
            Write(block.DcId, block.WrittenDc);
            Write(0x10 | block.AcId, block.WrittenAc);
        }

        void Write(int classAndId, JpegHuffmanTable table)
        {
            if (written.Add(classAndId))
            {
                var definition = table.ToDefinition();
                Span<byte> start = [0xFF, JpegMarker.Dht, 0, 0, (byte)classAndId];
                BinaryPrimitives.WriteUInt16BigEndian(start[2..], (ushort)(3 + definition.Length));
                output.Write(start);
                output.Write(definition);
            }
        }
    }

    private static Dictionary<int, JpegHuffmanTable> ReadTables(ReadOnlySpan<byte> head, JpegHeaderParser parser)
    {
        var tables = new Dictionary<int, JpegHuffmanTable>();
        foreach (var segment in parser.Tables.Where(segment => segment.Marker == JpegMarker.Dht))
        {
            for (var payload = segment.Payload(head); payload.Length >= 17;)
            {
                var length = 0;
                foreach (var count in payload[1..17])
                {
                    length += count;
                }

                // The parser has checked that definitions fill the segment. Later ones replace earlier ones (B.2.4.2).
                tables[payload[0]] = JpegHuffmanTable.TryCreate(payload[1..17], payload.Slice(17, length))
                    ?? throw Fault(CodecProblem.Damaged, segment.Offset, "Huffman codes that can be told apart (DHT)");
                payload = payload[(17 + length)..];
            }
        }

        return tables;
    }

    private static JpegMcuBlock[] FindBlocks(
        ReadOnlySpan<byte> head, JpegHeaderParser parser, JpegHeader header, Dictionary<int, JpegHuffmanTable> tables)
    {
        var blocks = new List<JpegMcuBlock>();
        var scan = parser.Scan.Payload(head);
        for (var component = 0; component < header.Components.Count; component++)
        {
            var selectors = scan[2 + (2 * component)];
            int dcId = selectors >> 4, acId = selectors & 15;
            var dc = tables[dcId];
            var ac = tables[0x10 | acId];
            var block = new JpegMcuBlock
            {
                Component = component,
                DcId = dcId,
                AcId = acId,
                Dc = dc,
                Ac = ac,
                WrittenDc = dc.ContainsAll(AllDc) ? dc : JpegStandardTables.Dc,
                WrittenAc = ac.ContainsAll(EndOfBlock) ? ac : JpegStandardTables.Ac,
            };

            // A scan of one component is not interleaved: one block an MCU, whatever the factors (A.2.2).
            var sampling = header.Components[component];
            var count = header.Components.Count == 1 ? 1 : sampling.HorizontalSampling * sampling.VerticalSampling;
            blocks.AddRange(Enumerable.Repeat(block, count));
        }

        return blocks.Count <= 10
            ? [.. blocks]
            : throw Fault(CodecProblem.Damaged, parser.Frame.Offset, "at most 10 blocks in an MCU");
    }

    private static CodecException Fault(CodecProblem problem, long offset, string expected) =>
        new CodecFault(problem, offset, expected).ToException("JPEG stream");
}

/// <summary>A block of an MCU: which component, read with which tables, written with which.</summary>
internal sealed class JpegMcuBlock
{
    public required int Component { get; init; }

    public required int DcId { get; init; }

    public required int AcId { get; init; }

    public required JpegHuffmanTable Dc { get; init; }

    public required JpegHuffmanTable Ac { get; init; }

    public required JpegHuffmanTable WrittenDc { get; init; }

    public required JpegHuffmanTable WrittenAc { get; init; }
}
