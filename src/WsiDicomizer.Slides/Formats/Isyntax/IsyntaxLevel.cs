using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>A level of an iSyntax: its size is known, its pixels are not read.</summary>
internal sealed class IsyntaxLevel : SlideLevel
{
    // Two codeblocks of 128 × 128 coefficients each way.
    private const int TileSide = 256;

    private readonly SlideFile _file;

    /// <summary>Makes a level.</summary>
    /// <param name="file">The file.</param>
    /// <param name="index">0-based.</param>
    /// <param name="structure">The sizes.</param>
    public IsyntaxLevel(SlideFile file, int index, IsyntaxStructure structure)
    {
        _file = file;
        Index = index;
        Size = structure.Levels[index];
        Spacing = structure.Spacing is { } spacing
            ? new PixelSpacing(spacing.XMicrometres * (1 << index), spacing.YMicrometres * (1 << index))
            : null;
        Encoding = new TileEncoding
        {
            Compression = TileCompression.Unknown,
            Color = TileColor.Rgb,
            BitsPerSample = 8,
            SamplesPerPixel = 3,
            VendorName = structure.Codec,
        };
    }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override PixelSize TileSize { get; } = new(TileSide, TileSide);

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => $"scale {Index}";

    /// <inheritdoc/>
    public override int SourceFileIndex => 0;

    /// <inheritdoc/>
    public override string UnreadableReason => "pixels of iSyntax are not read yet";

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tileIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tileIndex, TileCount);
        return default;
    }

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);
}
