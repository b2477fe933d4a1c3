using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Bmp;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Decodes stored pictures. Thread-safe.</summary>
internal sealed class MiraxDecoder : IDisposable
{
    // Made by the first picture: a slide that is only inspected needs no library.
    private readonly Lazy<JpegCodec> _jpeg = new(() => new JpegCodec(JpegLimits.Default));
    private readonly PngCodec _png = new(PngLimits.Default);
    private readonly BmpCodec _bitmap = new(BmpLimits.Default);

    /// <summary>Decodes a picture to grey or to red, green, blue.</summary>
    /// <param name="stream">Its stream.</param>
    /// <param name="format">How it is stored.</param>
    /// <exception cref="CodecException">It is damaged or of a kind that is not supported.</exception>
    public DecodedImage DecodeAsStored(ReadOnlySpan<byte> stream, MiraxPictureFormat format)
    {
        IImageCodec codec = format switch
        {
            MiraxPictureFormat.Png => _png,
            MiraxPictureFormat.Bitmap => _bitmap,
            _ => _jpeg.Value,
        };
        return codec.Decode(stream);
    }

    /// <summary>Decodes a picture of a level to red, green, blue.</summary>
    /// <param name="pictures">The level's pictures.</param>
    /// <param name="index">Which.</param>
    /// <param name="format">How it is stored.</param>
    /// <param name="size">The size that Slidedat.ini gives it.</param>
    /// <exception cref="SlideFormatException">It is damaged, or of another size.</exception>
    public DecodedImage Decode(MiraxPictureTable pictures, int index, MiraxPictureFormat format, PixelSize size)
    {
        try
        {
            var image = DecodeAsStored(pictures.Read(index), format);
            return image.Size == size
                ? image.SamplesPerPixel == 3 ? image : ToRgb(image)
                : throw Damaged(pictures, index, $"a picture is {image.Size}; Slidedat.ini says {size}");
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw Damaged(pictures, index, $"a picture cannot be decoded: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_jpeg.IsValueCreated)
        {
            _jpeg.Value.Dispose();
        }

        _png.Dispose();
        _bitmap.Dispose();
    }

    /// <summary>The same picture with three equal samples per pixel.</summary>
    /// <param name="grey">A picture of one sample per pixel.</param>
    public static DecodedImage ToRgb(DecodedImage grey)
    {
        var samples = new byte[3 * grey.Samples.Length];
        for (var pixel = 0; pixel < grey.Samples.Length; pixel++)
        {
            samples.AsSpan(3 * pixel, 3).Fill(grey.Samples[pixel]);
        }

        return new DecodedImage { Size = grey.Size, SamplesPerPixel = 3, Samples = samples, ColorTransformUndone = false };
    }

    private static SlideFormatException Damaged(MiraxPictureTable pictures, int index, string what, Exception? inner = null) =>
        new(SlideProblem.Damaged, what, pictures.PathOf(index), pictures[index].Offset, inner);
}
