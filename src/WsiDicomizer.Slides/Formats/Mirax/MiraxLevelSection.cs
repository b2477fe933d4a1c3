using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>The section of a zoom level.</summary>
internal sealed record MiraxLevelSection
{
    // Together all factors are below 2^31, and levels double at most some times each.
    private const int MaxConcatFactor = 24;
    private const double MinMicrometres = 0.001;
    private const double MaxMicrometres = 100_000;

    /// <summary>Its name.</summary>
    public required string Section { get; init; }

    /// <summary>How many times the pictures of the level before were joined two by two; of the first level, those of the camera.</summary>
    public required int ConcatFactor { get; init; }

    /// <summary>By how many pixels neighbouring photographs overlap, across.</summary>
    public required double OverlapX { get; init; }

    /// <summary>By how many pixels neighbouring photographs overlap, down.</summary>
    public required double OverlapY { get; init; }

    /// <summary>Micrometres per pixel.</summary>
    public required PixelSpacing Spacing { get; init; }

    /// <summary>How its pictures are stored.</summary>
    public required MiraxPictureFormat Format { get; init; }

    /// <summary>The size of every stored picture.</summary>
    public required PixelSize PictureSize { get; init; }

    /// <summary>Red, green, blue where nothing is stored.</summary>
    public required (byte Red, byte Green, byte Blue) Fill { get; init; }

    /// <summary>Reads a section.</summary>
    /// <param name="ini">The file.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="level">The level, 0-based.</param>
    /// <exception cref="SlideFormatException">A key is missing or wrong, or the pictures are of a kind that is not supported.</exception>
    public static MiraxLevelSection Read(MiraxIni ini, string section, int level)
    {
        var format = ini.Get(section, "IMAGE_FORMAT");
        var fill = ini.GetInteger(section, "IMAGE_FILL_COLOR_BGR", int.MinValue, int.MaxValue);
        return new MiraxLevelSection
        {
            Section = section,
            ConcatFactor = ini.GetInteger(section, "IMAGE_CONCAT_FACTOR", level == 0 ? 0 : 1, MaxConcatFactor),
            OverlapX = ini.GetNumber(section, "OVERLAP_X", 0, MiraxLimits.MaxPictureSide),
            OverlapY = ini.GetNumber(section, "OVERLAP_Y", 0, MiraxLimits.MaxPictureSide),
            Spacing = new PixelSpacing(
                ini.GetNumber(section, "MICROMETER_PER_PIXEL_X", MinMicrometres, MaxMicrometres),
                ini.GetNumber(section, "MICROMETER_PER_PIXEL_Y", MinMicrometres, MaxMicrometres)),
            PictureSize = new PixelSize(
                ini.GetInteger(section, "DIGITIZER_WIDTH", 1, MiraxLimits.MaxPictureSide),
                ini.GetInteger(section, "DIGITIZER_HEIGHT", 1, MiraxLimits.MaxPictureSide)),
            Fill = ((byte)fill, (byte)(fill >> 8), (byte)(fill >> 16)),
            Format = format.Value switch
            {
                "JPEG" => MiraxPictureFormat.Jpeg,
                "PNG" => MiraxPictureFormat.Png,
                "BMP24" => MiraxPictureFormat.Bitmap,
                _ => throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    $"[{format.Section}] {format.Key} is a format that is not supported; supported are JPEG, PNG and BMP24",
                    ini.Path,
                    format.Range.Offset),
            },
        };
    }
}

/// <summary>How pictures are stored.</summary>
internal enum MiraxPictureFormat
{
    /// <summary><c>JPEG</c>.</summary>
    Jpeg,

    /// <summary><c>PNG</c>.</summary>
    Png,

    /// <summary><c>BMP24</c>.</summary>
    Bitmap,
}
