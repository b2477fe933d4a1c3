using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>The picture of the glass: a JPEG file of its own.</summary>
internal sealed class VmsAssociatedImage : AssociatedImage
{
    private readonly SlideFile _file;

    /// <summary>Reads its header.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is no JPEG.</exception>
    public VmsAssociatedImage(SlideFile file)
    {
        _file = file;
        var header = new VmsImage(file).Header;
        Size = new PixelSize(header.Width, header.Height);
        Encoding = new TileEncoding
        {
            Compression = TileCompression.Jpeg,
            Color = header.ResolveColor(JpegColor.YCbCr) switch
            {
                JpegColor.Grey => TileColor.Grey,
                JpegColor.Rgb => TileColor.Rgb,
                _ => TileColor.YCbCr,
            },
            BitsPerSample = 8,
            SamplesPerPixel = header.Components.Count,
            VendorName = "JPEG file",
        };
    }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind => AssociatedImageKind.Macro;

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => "the file that MacroImage names";

    /// <inheritdoc/>
    public override PixelRectangle? LabelArea => GlassLabel.Find(Size, LabelSide.Left);

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => JpegPicture.TryRewrite(ReadStored(), Encoding.Color, Damaged);

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        var picture = JpegPicture.Decode(TryReadJpeg() ?? ReadStored(), Damaged);
        return picture.Size == Size && picture.SamplesPerPixel == Encoding.SamplesPerPixel
            ? picture.Samples
            : throw Damaged($"the picture decodes to {picture.Size}; expected {Size}", null);
    }

    private byte[] ReadStored()
    {
        if (_file.Length > VmsLimits.MaxPictureBytes)
        {
            throw Damaged($"the picture is {_file.Length} bytes long; the limit is {VmsLimits.MaxPictureBytes}", null);
        }

        var bytes = new byte[_file.Length];
        _file.ReadExactly(0, bytes);
        return bytes;
    }

    private SlideFormatException Damaged(string what, Exception? cause) =>
        new(SlideProblem.Damaged, $"{Location}: {what}", _file.Path, 0, cause);
}
