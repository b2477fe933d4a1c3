using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>A level of a DICOM slide: a VOLUME instance, or a concatenation of them.</summary>
internal sealed class DicomLevel : SlideLevel
{
    /// <summary>Makes the level.</summary>
    /// <param name="image">Its picture.</param>
    /// <param name="index">0-based, 0 is the largest.</param>
    /// <param name="sourceFileIndex">Of its first part.</param>
    /// <exception cref="SlideFormatException">The tile tables are damaged or say what is not supported.</exception>
    public DicomLevel(DicomImage image, int index, int sourceFileIndex)
    {
        Image = image;
        Index = index;
        SourceFileIndex = sourceFileIndex;
        Tiles = DicomTileTable.Create(image);
        Encoding = DicomTileEncoding.Read(image, Tiles);
        Spacing = DicomMetadata.ReadSpacing(image.First);
    }

    /// <summary>The instances.</summary>
    public DicomImage Image { get; }

    /// <summary>Where the frames are.</summary>
    public DicomTileTable Tiles { get; }

    /// <inheritdoc/>
    public override int Index { get; }

    /// <inheritdoc/>
    public override PixelSize Size => Image.Size;

    /// <inheritdoc/>
    public override PixelSize TileSize => Image.FrameSize;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override string Location => Image.Parts.Count == 1
        ? $"file {SourceFileIndex + 1}"
        : $"files {SourceFileIndex + 1} to {SourceFileIndex + Image.Parts.Count}";

    /// <inheritdoc/>
    public override int SourceFileIndex { get; }

    /// <inheritdoc/>
    public override ByteRange GetTileRange(int tileIndex) => Tiles.GetRange(tileIndex);

    /// <inheritdoc/>
    public override void ReadBytes(long offset, Span<byte> destination) => Tiles.Read(offset, destination);

    /// <inheritdoc/>
    public override string DescribeTile(int tileIndex) => Tiles.Describe(tileIndex);
}
