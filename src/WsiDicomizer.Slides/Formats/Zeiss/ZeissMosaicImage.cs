using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>A picture beside the pyramid that is the mosaic of an attached CZI.</summary>
internal sealed class ZeissMosaicImage : AssociatedImage
{
    private readonly ZeissDocument _document;
    private readonly ZeissMosaic _mosaic;
    private readonly ZeissDecoder _decoder;

    /// <summary>Makes the picture.</summary>
    /// <param name="document">The attached CZI.</param>
    /// <param name="area">Its only pyramid.</param>
    /// <param name="decoder">Decodes its subblocks.</param>
    /// <param name="kind">What it shows.</param>
    /// <param name="location">Where it is, for people.</param>
    public ZeissMosaicImage(
        ZeissDocument document, ZeissArea area, ZeissDecoder decoder, AssociatedImageKind kind, string location)
    {
        _document = document;
        _mosaic = area.Levels[0];
        _decoder = decoder;
        Kind = kind;
        Location = location;
        Size = _mosaic.Bounds.SizeAt(1);
        var isGrey = area.PixelType == ZeissPixels.Gray8;
        var compressions = _mosaic.Subblocks.Select(subblock => subblock.Entry.Compression).Distinct().Order().ToList();
        Encoding = new TileEncoding
        {
            Compression = ZeissPixels.ToTile(compressions.Contains(ZeissPixels.Jpeg) ? ZeissPixels.Jpeg : compressions[0]),
            Color = isGrey ? TileColor.Grey : TileColor.Rgb,
            BitsPerSample = 8,
            SamplesPerPixel = isGrey ? 1 : 3,
            VendorName = string.Join(" and ", compressions.Select(ZeissPixels.NameOf)),
        };
    }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => null;

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        var canvas = new byte[Size.Area * Encoding.SamplesPerPixel];
        canvas.AsSpan().Fill(byte.MaxValue);
        foreach (var subblock in _mosaic.Subblocks)
        {
            var (x, y) = _mosaic.Bounds.PlaceOf(subblock.Entry, 1);
            ZeissPainting.Draw(_decoder.Decode(_document.Bytes, subblock), x, y, Encoding.SamplesPerPixel, canvas, Size);
        }

        return canvas;
    }
}
