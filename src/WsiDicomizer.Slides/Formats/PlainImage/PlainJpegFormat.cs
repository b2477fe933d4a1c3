using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Jpeg;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>A JPEG file as a slide of one level: cut into tiles without decoding where it is baseline.</summary>
public sealed class PlainJpegFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "jpeg";

    private static ReadOnlySpan<byte> Mark => [0xFF, 0xD8, 0xFF];

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public bool IsTakenOnlyByName => true;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> start = stackalloc byte[3];
        if (file.ReadUpTo(0, start) < start.Length || !start.SequenceEqual(Mark))
        {
            return new SlideDetection(SlideVerdict.No, "the file does not start like a JPEG");
        }

        return PlainImageNames.IsCompanion(file.Path)
            ? new SlideDetection(SlideVerdict.No, "it is a JPEG, but by its extension a picture beside a slide")
            : new SlideDetection(SlideVerdict.Yes, "the file starts like a JPEG");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var header = ReadHeader(file);
            var segments = JpegFileSegments.Read(file).ToList();
            var spacing = ReadSpacing(segments);
            return new PlainImageSlide(file, CreateLevel(file, header, spacing))
            {
                Format = FormatName,
                Identity = [TiffPageIdentity.FileName(file.Path, 0), .. JpegIdentity.FindRecords(file, 0)],
                Profile = JpegIdentity.ReadProfile(segments),
                Digest = PlainImageDigest.Compute(file),
                Map = limits => FileMap.OfPicture(file, 0, TileCompression.Jpeg, limits),
            };
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    // A scan that is not baseline has no tiles to cut.
    private static SlideLevel CreateLevel(SlideFile file, JpegHeader header, PixelSpacing? spacing)
    {
        if (PlainJpegLevel.TryCreate(file, spacing) is { } level)
        {
            return level;
        }

        var size = new PixelSize(header.Width, header.Height);
        var bytes = MeasureWhole(file, header);
        if (bytes > PlainImageLimits.MaxWholeBytes)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"a JPEG of {size} pixels that is not of one baseline scan can only be decoded as a whole, which takes {bytes} bytes; "
                + $"the limit is {PlainImageLimits.MaxWholeBytes}: make it a baseline JPEG (as jpegtran does without loss), or a TIFF with tiles",
                file.Path);
        }

        return new PlainDecodedLevel(file, size, PlainJpegLevel.Describe(header, "JPEG file, not of one baseline scan"), spacing, Decode)
        {
            Reason = "the JPEG cannot be cut into tiles without decoding",
        };
    }

    private static long MeasureWhole(SlideFile file, JpegHeader header)
    {
        var pixels = (long)header.Width * header.Height;
        var largest = header.Components.Max(component => component.HorizontalSampling * component.VerticalSampling);
        var coefficients = header.Components.Sum(component =>
            (pixels * component.HorizontalSampling * component.VerticalSampling / largest) + 1);
        return file.Length + (pixels * header.Components.Count) + (header.IsSingleScan ? 0 : 2 * coefficients);
    }

    private static DecodedImage Decode(byte[] bytes)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Decode(bytes);
    }

    private static JpegHeader ReadHeader(SlideFile file)
    {
        var head = new byte[Math.Min(file.Length, JpegLimits.Default.MaxHeaderBytes)];
        file.ReadExactly(0, head);
        try
        {
            var header = JpegHeader.Read(head, JpegLimits.Default);
            return header is { Precision: 8, Components.Count: 1 or 3, Width: > 0, Height: > 0 }
                ? header
                : throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    $"{header.Components.Count} components of {header.Precision} bits are not supported, or {header.Width}×{header.Height} "
                    + "pixels; supported are 1 and 3 components of 8 bits",
                    file.Path);
        }
        catch (CodecException exception)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, $"the JPEG header is damaged: {exception.Message}", file.Path, exception.Offset, exception);
        }
    }

    // ITU-T T.871 10.1: unit 1 is inches, 2 centimetres.
    private static PixelSpacing? ReadSpacing(List<JpegFileSegment> segments)
    {
        if (segments.FirstOrDefault(segment => segment.Name == "APP0" && segment.Payload.AsSpan().StartsWith("JFIF\0"u8))
            is not { Payload: { Length: >= 12 } jfif })
        {
            return null;
        }

        double? unit = jfif[7] switch { 1 => 25_400, 2 => 10_000, _ => null };
        return TiffPageSpacing.Create(unit / ((jfif[8] << 8) | jfif[9]), unit / ((jfif[10] << 8) | jfif[11]));
    }
}
