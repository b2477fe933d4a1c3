using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>The picture of the whole glass: a JPEG file beside the slide, of its name with the extension <c>.Full</c>.</summary>
internal sealed class TrestleMacro : AssociatedImage, IDisposable
{
    private readonly SlideFile _file;

    private TrestleMacro(SlideFile file, JpegHeader header)
    {
        _file = file;
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

    /// <summary>The file's full path.</summary>
    public string Path => _file.Path;

    /// <summary>The file.</summary>
    public SlideFile File => _file;

    /// <inheritdoc/>
    public override AssociatedImageKind Kind => AssociatedImageKind.Macro;

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => "the file .Full beside the slide";

    /// <summary>Opens the picture of a slide.</summary>
    /// <param name="slidePath">The slide.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="SlideFormatException">There is one, and it is damaged.</exception>
    public static TrestleMacro? TryOpen(string slidePath)
    {
        var path = System.IO.Path.ChangeExtension(slidePath, ".Full");
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        var file = SlideFile.Open(path);
        try
        {
            return new TrestleMacro(file, ReadHeader(file));
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => JpegPicture.TryRewrite(ReadStored(), JpegStreamColor.ToJpeg(Encoding.Color));

    /// <inheritdoc/>
    public override byte[] ReadPixels() => JpegPicture.Decode(TryReadJpeg() ?? ReadStored(), Damaged).Samples;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static JpegHeader ReadHeader(SlideFile file)
    {
        var head = new byte[Math.Min(file.Length, JpegLimits.Default.MaxHeaderBytes)];
        file.ReadExactly(0, head);
        try
        {
            var header = JpegHeader.Read(head, JpegLimits.Default);
            return header.Components.Count is 1 or 3 && header.Width > 0 && header.Height > 0
                ? header
                : throw new SlideFormatException(
                    SlideProblem.Unsupported, "the picture beside the slide is neither grey nor of three components", file.Path);
        }
        catch (CodecException exception)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"the picture beside the slide is no JPEG: {exception.Message}", file.Path, exception.Offset, exception);
        }
    }

    private byte[] ReadStored()
    {
        if (_file.Length > TrestleLimits.MaxMacroBytes)
        {
            throw Damaged($"the file has {_file.Length} bytes; the limit is {TrestleLimits.MaxMacroBytes}", null);
        }

        var stored = new byte[_file.Length];
        _file.ReadExactly(0, stored);
        return stored;
    }

    private SlideFormatException Damaged(string what, Exception? cause) =>
        new(SlideProblem.Damaged, $"{Location}: {what}", _file.Path, 0, cause);
}
