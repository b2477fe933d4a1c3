using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>A picture of the layer <c>Scan data layer</c>: label, macro, preview.</summary>
internal sealed class MiraxAssociatedImage : AssociatedImage
{
    private const string UnreadableCode = "mirax-image-unreadable";

    // The preview shows the scanner's canvas; with a label on it, it would be half as long again.
    private const double MostDifferentAspect = 0.05;

    private readonly MiraxLayers _layers;
    private readonly MiraxDecoder _decoder;
    private readonly MiraxIndexEntry _piece;

    private MiraxAssociatedImage(
        MiraxLayers layers, MiraxDecoder decoder, MiraxIndexEntry piece, (AssociatedImageKind Kind, string Location, PixelSize Size) place, JpegColor? color)
    {
        _layers = layers;
        _decoder = decoder;
        _piece = piece;
        Kind = place.Kind;
        Location = place.Location;
        Size = place.Size;
        Encoding = new TileEncoding
        {
            Compression = color is null ? TileCompression.Png : TileCompression.Jpeg,
            Color = color switch
            {
                JpegColor.Grey => TileColor.Grey,
                JpegColor.YCbCr => TileColor.YCbCr,
                _ => TileColor.Rgb,
            },
            BitsPerSample = 8,
            SamplesPerPixel = color == JpegColor.Grey ? 1 : 3,
            VendorName = color is null ? "PNG" : "JPEG",
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

    /// <summary>What a value of a layer shows; null where it is no picture that belongs beside the pyramid.</summary>
    /// <param name="value">The value.</param>
    public static AssociatedImageKind? KindOf(MiraxLayerValue value) => value.Name switch
    {
        MiraxNames.Thumbnail or MiraxNames.WholeSlide => AssociatedImageKind.Macro,
        MiraxNames.Barcode => AssociatedImageKind.Label,
        MiraxNames.Preview => AssociatedImageKind.Thumbnail,
        _ => null,
    };

    /// <summary>Finds the picture of a value.</summary>
    /// <param name="layers">The data of the layers.</param>
    /// <param name="decoder">Decodes it; the slide disposes it.</param>
    /// <param name="record">The position of the value among those of all layers.</param>
    /// <param name="canvas">The size of the largest level's canvas.</param>
    /// <param name="fault">What is wrong where there is no picture; null where the value holds none.</param>
    /// <returns>Null where the value holds no picture, or none that can be read: it is an identity record all the same.</returns>
    public static MiraxAssociatedImage? TryFind(
        MiraxLayers layers, MiraxDecoder decoder, int record, PixelSize canvas, out SlideFault? fault)
    {
        fault = null;
        var value = layers.Values[record];
        if (KindOf(value) is not { } kind || layers.Pieces(record) is not [{ Length: > 0 } piece, ..])
        {
            return null;
        }

        if (ReadHead(layers.Read(piece)) is not { } head)
        {
            fault = new SlideFault(
                MiraxSlide.FirstDataFile + piece.File,
                UnreadableCode,
                $"{value.Layer}, {value.Name}: no JPEG or PNG; it counts as identity and is not shown",
                piece.Offset);
            return null;
        }

        // Whatever has another shape than the canvas may show the label.
        var aspect = (double)head.Size.Width * canvas.Height / ((double)head.Size.Height * canvas.Width);
        if (kind == AssociatedImageKind.Thumbnail && Math.Abs(aspect - 1) > MostDifferentAspect)
        {
            kind = AssociatedImageKind.Unknown;
        }

        return new MiraxAssociatedImage(layers, decoder, piece, (kind, $"{value.Layer}, {value.Name}", head.Size), head.Color);
    }

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => Encoding.Compression == TileCompression.Jpeg
        ? JpegPicture.TryRewrite(_layers.Read(_piece), JpegStreamColor.ToJpeg(Encoding.Color))
        : null;

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        try
        {
            var image = _decoder.DecodeAsStored(
                _layers.Read(_piece), Encoding.Compression == TileCompression.Png ? MiraxPictureFormat.Png : MiraxPictureFormat.Jpeg);
            return image.SamplesPerPixel == Encoding.SamplesPerPixel ? image.Samples : MiraxDecoder.ToRgb(image).Samples;
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw _layers.Damaged(_piece, $"{Location}: the picture cannot be decoded: {exception.Message}", exception);
        }
    }

    // The colour is null for PNG.
    private static (PixelSize Size, JpegColor? Color)? ReadHead(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(PngChunkReader.Signature))
        {
            return PngHeader.TryRead(bytes, out var png, out _) && png.Size.Area <= PngLimits.Default.MaxPixels ? (png.Size, null) : null;
        }

        return JpegHeader.TryRead(bytes, JpegLimits.Default, out var header)
            && header is { Width: > 0, Height: > 0, Precision: 8, ImpliedColor: { } color }
            && header.Components.Count is 1 or 3
                ? (new PixelSize(header.Width, header.Height), color)
                : null;
    }
}
