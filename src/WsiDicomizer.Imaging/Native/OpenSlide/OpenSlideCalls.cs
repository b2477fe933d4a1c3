using System.Text;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Native.OpenSlide;

/// <summary>Whole calls into OpenSlide, each checked: after an error a handle is good for nothing any more.</summary>
internal static unsafe class OpenSlideCalls
{
    private const int MaxTextBytes = 1 << 20;

    /// <summary>The library's version, e.g. <c>3.4.1</c>.</summary>
    public static string Version => NativeText.Read(OpenSlideMethods.openslide_get_version());

    /// <summary>The vendor of a file; null for a file that the library does not know.</summary>
    public static string? DetectVendor(string path)
    {
        var vendor = OpenSlideMethods.openslide_detect_vendor(path);
        return vendor is null ? null : NativeText.Read(vendor);
    }

    /// <summary>Opens a slide; null for a file that the library does not know.</summary>
    public static OpenSlideHandle? Open(string path)
    {
        var slide = new OpenSlideHandle(OpenSlideMethods.openslide_open(path));
        if (slide.IsInvalid)
        {
            slide.Dispose();
            return null;
        }

        try
        {
            Check(slide);
            return slide;
        }
        catch (CodecException)
        {
            slide.Dispose();
            throw;
        }
    }

    public static int GetLevelCount(OpenSlideHandle slide)
    {
        var count = OpenSlideMethods.openslide_get_level_count(slide);
        Check(slide);
        return count;
    }

    public static (PixelSize Size, double Downsample) GetLevel(OpenSlideHandle slide, int level)
    {
        long width;
        long height;
        OpenSlideMethods.openslide_get_level_dimensions(slide, level, &width, &height);
        var downsample = OpenSlideMethods.openslide_get_level_downsample(slide, level);
        Check(slide);
        return (ToSize(width, height), downsample);
    }

    /// <summary>Reads premultiplied ARGB, one number a pixel.</summary>
    public static void ReadRegion(OpenSlideHandle slide, int level, long x, long y, PixelSize size, Span<uint> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, size.Area, nameof(pixels));
        fixed (uint* destination = pixels)
        {
            OpenSlideMethods.openslide_read_region(slide, destination, x, y, level, size.Width, size.Height);
        }

        Check(slide);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> GetProperties(OpenSlideHandle slide, int maximum)
    {
        var properties = new List<KeyValuePair<string, string>>();
        for (var names = OpenSlideMethods.openslide_get_property_names(slide);
            names is not null && *names is not null && properties.Count < maximum;
            names++)
        {
            properties.Add(KeyValuePair.Create(
                ReadText(*names), ReadText(OpenSlideMethods.openslide_get_property_value(slide, *names))));
        }

        Check(slide);
        return properties;
    }

    public static IReadOnlyList<(string Name, PixelSize Size)> GetAssociatedImages(OpenSlideHandle slide, int maximum)
    {
        var images = new List<(string, PixelSize)>();
        for (var names = OpenSlideMethods.openslide_get_associated_image_names(slide);
            names is not null && *names is not null && images.Count < maximum;
            names++)
        {
            long width;
            long height;
            OpenSlideMethods.openslide_get_associated_image_dimensions(slide, *names, &width, &height);
            images.Add((ReadText(*names), ToSize(width, height)));
        }

        Check(slide);
        return images;
    }

    /// <summary>Reads premultiplied ARGB, one number a pixel.</summary>
    public static void ReadAssociatedImage(OpenSlideHandle slide, string name, PixelSize size, Span<uint> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, size.Area, nameof(pixels));
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        fixed (uint* destination = pixels)
        {
            OpenSlideMethods.openslide_read_associated_image(slide, text, destination);
        }

        Check(slide);
    }

    private static void Check(OpenSlideHandle slide)
    {
        // The library's texts may quote values of the file, and its path: they stay here.
        if (OpenSlideMethods.openslide_get_error(slide) is not null)
        {
            throw new CodecException(
                CodecProblem.Damaged, $"{OpenSlideLibrary.Name} cannot read the slide there; openslide-show-properties tells more.")
            {
                Library = OpenSlideLibrary.Name,
            };
        }
    }

    private static PixelSize ToSize(long width, long height) => width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
        ? new PixelSize((int)width, (int)height)
        : throw new CodecException(
            CodecProblem.Damaged, $"{OpenSlideLibrary.Name} tells a size that no picture has: {width} x {height}.");

    private static string ReadText(byte* text)
    {
        var length = 0;
        while (text is not null && length < MaxTextBytes && text[length] != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(text, length);
    }
}
