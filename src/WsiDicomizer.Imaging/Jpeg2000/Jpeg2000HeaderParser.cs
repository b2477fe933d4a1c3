using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Reads a main header from SOC to the first SOT and remembers where its segments stand.</summary>
internal sealed class Jpeg2000HeaderParser
{
    private Jpeg2000HeaderParser()
    {
    }

    /// <summary>SOC, SIZ and the others, without SOT.</summary>
    public List<Jpeg2000Segment> Segments { get; } = [];

    public long Width { get; private set; }

    public long Height { get; private set; }

    public uint OriginX { get; private set; }

    public uint OriginY { get; private set; }

    public long TileWidth { get; private set; }

    public long TileHeight { get; private set; }

    public long TileCount { get; private set; }

    public Jpeg2000Component[] Components { get; private set; } = [];

    public bool HasCodingStyle { get; private set; }

    public int Layers { get; private set; }

    public bool MultipleComponentTransform { get; private set; }

    public int DecompositionLevels { get; private set; }

    public Jpeg2000Wavelet Wavelet { get; private set; }

    /// <summary>Whether a COC gives a component the irreversible wavelet, whatever COD says.</summary>
    public bool HasIrreversibleComponent { get; private set; }

    public bool IsHighThroughput { get; private set; }

    public int FirstTilePartOffset { get; private set; }

    public static bool TryParse(
        ReadOnlySpan<byte> codestream, Jpeg2000Limits limits, out Jpeg2000HeaderParser parser, out CodecFault fault)
    {
        parser = new Jpeg2000HeaderParser();
        Jpeg2000Segment segment;
        for (var offset = 0; ; offset = segment.End)
        {
            if (!Jpeg2000Segment.TryRead(codestream, offset, out segment, out fault)
                || !parser.IsAllowed(segment, limits, out fault))
            {
                return false;
            }

            if (segment.Marker == Jpeg2000Marker.Sot)
            {
                parser.FirstTilePartOffset = offset;
                return true;
            }

            parser.Segments.Add(segment);
            if (!parser.TryTake(codestream, segment, limits, out fault))
            {
                return false;
            }
        }
    }

    private bool IsAllowed(Jpeg2000Segment segment, Jpeg2000Limits limits, out CodecFault fault)
    {
        fault = default;

        // A.3: SOC first, SIZ second; a main header needs COD before the first tile-part.
        var expected = Segments.Count switch
        {
            0 when segment.Marker != Jpeg2000Marker.Soc => "SOC (FF4F)",
            1 when segment.Marker != Jpeg2000Marker.Siz => "SIZ (FF51)",
            > 1 when segment.Marker == Jpeg2000Marker.Sot && !HasCodingStyle => "COD (FF52) before the first tile-part",
            > 0 when !Jpeg2000Marker.HasLength(segment.Marker) => "a marker segment of the main header",
            > 1 when segment.Marker == Jpeg2000Marker.Siz => "one SIZ",
            _ => null,
        };
        if (expected is not null)
        {
            fault = new CodecFault(CodecProblem.Damaged, segment.Offset, expected);
        }
        else if (Segments.Count >= limits.MaxSegments || segment.End > limits.MaxHeaderBytes)
        {
            fault = new CodecFault(CodecProblem.LimitExceeded, segment.Offset, "the first tile-part (SOT) earlier");
        }

        return fault == default;
    }

    private bool TryTake(
        ReadOnlySpan<byte> codestream, Jpeg2000Segment segment, Jpeg2000Limits limits, out CodecFault fault)
    {
        fault = default;
        switch (segment.Marker)
        {
            case Jpeg2000Marker.Siz:
                return TryTakeSize(segment.Payload(codestream), segment.Offset, limits, out fault);
            case Jpeg2000Marker.Cod:
                return TryTakeCodingStyle(segment.Payload(codestream), segment.Offset, out fault);
            case Jpeg2000Marker.Coc:
                return TryTakeComponentStyle(segment.Payload(codestream), segment.Offset, out fault);
            case Jpeg2000Marker.Qcc or Jpeg2000Marker.Rgn:
                return IsOfComponent(segment.Payload(codestream), segment.Offset, out fault);
            case Jpeg2000Marker.Cap:
                IsHighThroughput = true;
                return true;
            default:
                return true;
        }
    }

    private bool TryTakeSize(ReadOnlySpan<byte> payload, int offset, Jpeg2000Limits limits, out CodecFault fault)
    {
        fault = new CodecFault(CodecProblem.Damaged, offset, "a whole and consistent SIZ segment");
        if (payload.Length < 36)
        {
            return false;
        }

        // Table A.9: Rsiz, Xsiz, Ysiz, XOsiz, YOsiz, XTsiz, YTsiz, XTOsiz, YTOsiz, Csiz, then 3 bytes per component.
        Span<uint> grid = stackalloc uint[8];
        for (var i = 0; i < grid.Length; i++)
        {
            grid[i] = BinaryPrimitives.ReadUInt32BigEndian(payload[(2 + (4 * i))..]);
        }

        int count = BinaryPrimitives.ReadUInt16BigEndian(payload[34..]);
        if (!TryTakeGrid(grid) || count == 0 || payload.Length != 36 + (3 * count))
        {
            return false;
        }

        if (count > limits.MaxComponents || TileCount > limits.MaxTiles)
        {
            fault = new CodecFault(CodecProblem.LimitExceeded, offset, "fewer components or tiles");
            return false;
        }

        return TryTakeComponents(payload[36..], ref fault);
    }

    private bool TryTakeGrid(ReadOnlySpan<uint> grid)
    {
        OriginX = grid[2];
        OriginY = grid[3];
        Width = (long)grid[0] - OriginX;
        Height = (long)grid[1] - OriginY;
        TileWidth = grid[4];
        TileHeight = grid[5];
        long tileOriginX = grid[6], tileOriginY = grid[7];

        // B.2 and B.3: the first tile starts at or before the image and reaches into it.
        if (Width < 1 || Height < 1 || TileWidth < 1 || TileHeight < 1
            || tileOriginX > OriginX || tileOriginY > OriginY
            || tileOriginX + TileWidth <= OriginX || tileOriginY + TileHeight <= OriginY)
        {
            return false;
        }

        // Each factor is below 2^32: the product is counted in a type that holds it, and then capped.
        var tiles = (UInt128)((grid[0] - tileOriginX - 1) / TileWidth + 1)
            * (UInt128)((grid[1] - tileOriginY - 1) / TileHeight + 1);
        TileCount = (long)UInt128.Min(tiles, long.MaxValue);
        return true;
    }

    private bool TryTakeComponents(ReadOnlySpan<byte> list, ref CodecFault fault)
    {
        var components = new Jpeg2000Component[list.Length / 3];
        for (var i = 0; i < components.Length; i++)
        {
            byte depth = list[3 * i], horizontal = list[(3 * i) + 1], vertical = list[(3 * i) + 2];
            components[i] = new Jpeg2000Component((depth & 0x7F) + 1, depth > 0x7F, horizontal, vertical);
            if (components[i].Precision > 38 || horizontal == 0 || vertical == 0)
            {
                return false;
            }
        }

        Components = components;
        fault = default;
        return true;
    }

    private bool TryTakeCodingStyle(ReadOnlySpan<byte> payload, int offset, out CodecFault fault)
    {
        // Table A.12: Scod, progression, layers (2), MCT, levels, code-block width and height, style, wavelet, precincts.
        fault = new CodecFault(CodecProblem.Damaged, offset, "one whole COD segment");
        if (HasCodingStyle || payload.Length < 10 || payload[4] > 1 || payload[5] > 32 || payload[9] > 1)
        {
            return false;
        }

        HasCodingStyle = true;
        Layers = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        MultipleComponentTransform = payload[4] == 1;
        DecompositionLevels = payload[5];
        Wavelet = payload[9] == 0 ? Jpeg2000Wavelet.Irreversible97 : Jpeg2000Wavelet.Reversible53;
        fault = default;
        return true;
    }

    private bool TryTakeComponentStyle(ReadOnlySpan<byte> payload, int offset, out CodecFault fault)
    {
        // Table A.22: Ccoc (2 bytes from 257 components on), Scoc, levels, code-block width and height, style, wavelet.
        var wavelet = (Components.Length < 257 ? 1 : 2) + 5;
        fault = new CodecFault(CodecProblem.Damaged, offset, "one whole COC segment");
        if (payload.Length <= wavelet || payload[wavelet] > 1 || !IsOfComponent(payload, offset, out _))
        {
            return false;
        }

        HasIrreversibleComponent |= payload[wavelet] == 0;
        fault = default;
        return true;
    }

    // What is said of a component that is not there decodes nothing, and may be anything. Tables A.21, A.25 and A.30.
    private bool IsOfComponent(ReadOnlySpan<byte> payload, int offset, out CodecFault fault)
    {
        var isWide = Components.Length >= 257;
        var index = payload.Length < (isWide ? 2 : 1) ? int.MaxValue
            : isWide ? BinaryPrimitives.ReadUInt16BigEndian(payload)
            : payload[0];
        fault = index < Components.Length
            ? default
            : new CodecFault(CodecProblem.Damaged, offset, "a component that SIZ lists (COC, QCC, RGN)");
        return fault == default;
    }
}
