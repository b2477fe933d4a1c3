using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>A label or macro of a Philips slide that is a JPEG stream in Base64 in the XML.</summary>
internal sealed class PhilipsEmbeddedImage : AssociatedImage
{
    private readonly PhilipsAttribute _data;
    private readonly string _path;
    private readonly long _offset;
    private readonly JpegColor _color;

    private PhilipsEmbeddedImage(
        PhilipsAttribute data, AssociatedImageKind kind, JpegHeader header, JpegColor color, string location, string path, long offset)
    {
        _data = data;
        _path = path;
        _offset = offset;
        _color = color;
        Kind = kind;
        Location = location;
        Size = new PixelSize(header.Width, header.Height);
        Encoding = new TileEncoding
        {
            Compression = TileCompression.Jpeg,
            Color = color switch
            {
                JpegColor.Grey => TileColor.Grey,
                JpegColor.Rgb => TileColor.Rgb,
                _ => TileColor.YCbCr,
            },
            BitsPerSample = header.Precision,
            SamplesPerPixel = header.Components.Count,
            VendorName = "JPEG in Base64",
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

    /// <summary>Makes the picture of an object of the XML.</summary>
    /// <param name="image">The object.</param>
    /// <param name="text">The XML that it is in.</param>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong where there is no picture; null where the object holds none.</param>
    /// <returns>Null where the object holds no picture, or none that can be read: it is an identity record all the same.</returns>
    public static PhilipsEmbeddedImage? TryRead(
        PhilipsObject image, PhilipsPlace text, string path, out SlideFault? fault)
    {
        fault = null;
        if (image.Find(PhilipsNames.ImageData) is not { } data || data.Element.FindText() is not { } place)
        {
            return null;
        }

        var offset = text.Offset + place.Start;
        if (PhilipsBase64.TryDecode(data.Element.ReadText()) is { } stream
            && JpegHeader.TryRead(stream, JpegLimits.Default, out var header)
            && header is { Width: > 0, Height: > 0, Precision: 8, ImpliedColor: { } color }
            && header.Components.Count is 1 or 3)
        {
            return new PhilipsEmbeddedImage(
                data, KindOf(image), header, color, text.Location, path, offset);
        }

        fault = new SlideFault(
            0, "philips-image-unreadable", "a picture in the XML is no JPEG in Base64; it counts as identity and is not shown", offset);
        return null;
    }

    /// <summary>What the picture of an object shows.</summary>
    /// <param name="image">The object.</param>
    public static AssociatedImageKind KindOf(PhilipsObject image) => image.FindText(PhilipsNames.ImageType) switch
    {
        "LABELIMAGE" => AssociatedImageKind.Label,
        "MACROIMAGE" => AssociatedImageKind.Macro,
        _ => AssociatedImageKind.Unknown,
    };

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => JpegPicture.TryRewrite(PhilipsBase64.TryDecode(_data.Element.ReadText())!, _color);

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        if (Size.Area * Encoding.SamplesPerPixel > TiffLimits.Default.MaxDecodedBytes)
        {
            throw Damaged($"{Size} pixels need more than the limit of {TiffLimits.Default.MaxDecodedBytes} bytes");
        }

        return JpegPicture.Decode(
            PhilipsBase64.TryDecode(_data.Element.ReadText())!,
            (what, cause) => Damaged($"the JPEG in Base64 cannot be decoded: {what}", cause)).Samples;
    }

    private SlideFormatException Damaged(string what, Exception? cause = null) =>
        new(SlideProblem.Damaged, $"{Location}: {what}", _path, _offset, cause);
}
