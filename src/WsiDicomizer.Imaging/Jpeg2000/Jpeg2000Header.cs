using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>What a JPEG 2000 codestream says of itself in its main header.</summary>
/// <remarks>
/// Reads raw codestreams (SOC to the first SOT); a JP2 file is unwrapped by <see cref="Jpeg2000Boxes"/> first. What
/// single tile-parts override is not looked at. Immutable. Source: ISO/IEC 15444-1, annex A.
/// </remarks>
public sealed class Jpeg2000Header
{
    private Jpeg2000Header(Jpeg2000HeaderParser parser, int firstTilePartOffset)
    {
        Width = parser.Width;
        Height = parser.Height;
        OriginX = parser.OriginX;
        OriginY = parser.OriginY;
        TileWidth = parser.TileWidth;
        TileHeight = parser.TileHeight;
        TileCount = (int)parser.TileCount;
        Components = Array.AsReadOnly(parser.Components);
        QualityLayers = parser.Layers;
        MultipleComponentTransform = parser.MultipleComponentTransform;
        DecompositionLevels = parser.DecompositionLevels;
        Wavelet = parser.Wavelet;
        IsReversible = parser.Wavelet == Jpeg2000Wavelet.Reversible53 && !parser.HasIrreversibleComponent;
        IsHighThroughput = parser.IsHighThroughput;
        FirstTilePartOffset = firstTilePartOffset;
    }

    /// <summary>Columns of the image: Xsiz − XOsiz, at least 1.</summary>
    public long Width { get; }

    /// <summary>Rows of the image: Ysiz − YOsiz, at least 1.</summary>
    public long Height { get; }

    /// <summary>XOsiz: where the image starts on the reference grid, mostly 0.</summary>
    public long OriginX { get; }

    /// <summary>YOsiz: where the image starts on the reference grid, mostly 0.</summary>
    public long OriginY { get; }

    /// <summary>XTsiz: columns of a tile of the codestream.</summary>
    public long TileWidth { get; }

    /// <summary>YTsiz: rows of a tile of the codestream.</summary>
    public long TileHeight { get; }

    /// <summary>Tiles of the codestream.</summary>
    public int TileCount { get; }

    /// <summary>The components; at least one.</summary>
    public IReadOnlyList<Jpeg2000Component> Components { get; }

    /// <summary>Quality layers.</summary>
    public int QualityLayers { get; }

    /// <summary>Whether COD applies the multiple component transform, so that decoders give RGB back.</summary>
    public bool MultipleComponentTransform { get; }

    /// <summary>Wavelet decomposition levels, 0 to 32.</summary>
    public int DecompositionLevels { get; }

    /// <summary>The wavelet.</summary>
    public Jpeg2000Wavelet Wavelet { get; }

    /// <summary>Whether every component has the reversible wavelet: COD and all COC say so.</summary>
    public bool IsReversible { get; }

    /// <summary>Whether it is HTJ2K (ISO/IEC 15444-15), known by its CAP segment.</summary>
    public bool IsHighThroughput { get; }

    /// <summary>Offset of the first SOT.</summary>
    public int FirstTilePartOffset { get; }

    /// <summary>Whether any component has fewer samples than the grid has points.</summary>
    public bool IsSubsampled => Components.Any(
        component => component.HorizontalSeparation != 1 || component.VerticalSeparation != 1);

    /// <summary>Reads a main header.</summary>
    /// <param name="codestream">A codestream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">It is damaged, too large, or ends before its first tile-part.</exception>
    public static Jpeg2000Header Read(ReadOnlySpan<byte> codestream, Jpeg2000Limits limits) =>
        TryRead(codestream, limits, out var header, out var fault) ? header : throw fault.ToException("JPEG 2000 header");

    /// <summary>Reads a main header.</summary>
    /// <param name="codestream">A codestream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">The header, or null.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> codestream, Jpeg2000Limits limits, [NotNullWhen(true)] out Jpeg2000Header? header) =>
        TryRead(codestream, limits, out header, out _);

    /// <summary>Reads a main header.</summary>
    /// <param name="codestream">A codestream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">The header, or null.</param>
    /// <param name="fault">What is wrong, where it could not be read; <see cref="CodecProblem.Truncated"/> asks for more bytes.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> codestream,
        Jpeg2000Limits limits,
        [NotNullWhen(true)] out Jpeg2000Header? header,
        out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        header = Jpeg2000HeaderParser.TryParse(codestream, limits, out var parser, out fault)
            ? new Jpeg2000Header(parser, parser.FirstTilePartOffset)
            : null;
        return header is not null;
    }

    internal static Jpeg2000Header From(Jpeg2000HeaderParser parser, int firstTilePartOffset) =>
        new(parser, firstTilePartOffset);
}
