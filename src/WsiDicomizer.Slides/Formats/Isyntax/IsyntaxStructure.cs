using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>The sizes of the levels, by the dimensions in the header (formats.md section 7.3).</summary>
/// <remarks>
/// The ranges of x and y have the size with padding for the wavelet, (3 &lt;&lt; levels) − 3 pixels on each side; every level
/// is half the one before, rounded down.
/// </remarks>
internal sealed class IsyntaxStructure
{
    private IsyntaxStructure(IReadOnlyList<PixelSize> levels, PixelSpacing? spacing, string codec)
    {
        Levels = levels;
        Spacing = spacing;
        Codec = codec;
    }

    /// <summary>The sizes, largest first; at least one.</summary>
    public IReadOnlyList<PixelSize> Levels { get; }

    /// <summary>Of the base level; null where the header does not say.</summary>
    public PixelSpacing? Spacing { get; }

    /// <summary>How codeblocks are compressed, for people.</summary>
    public string Codec { get; }

    /// <summary>Reads the structure.</summary>
    /// <param name="header">The header.</param>
    /// <exception cref="SlideFormatException">A dimension is missing, or leaves no pixels.</exception>
    public static IsyntaxStructure Read(IsyntaxHeader header)
    {
        var general = header.Scan.Find(PhilipsNames.GeneralHeaders)?.Objects is [var first, ..]
            ? first
            : throw header.Damaged($"the scan has no {PhilipsNames.GeneralHeaders}");
        var dimensions = general.Find(PhilipsNames.Dimensions)?.Objects ?? [];
        var ranges = general.Find(PhilipsNames.DimensionRanges)?.Objects ?? [];
        var scales = ReadSteps(header, dimensions, ranges, "scale");
        if (scales > IsyntaxLimits.MaxLevels)
        {
            throw header.Damaged($"has {scales} levels; the limit is {IsyntaxLimits.MaxLevels}");
        }

        var padding = 2 * ((3L << (int)scales) - 3);
        var width = ReadSteps(header, dimensions, ranges, "x") - padding;
        var height = ReadSteps(header, dimensions, ranges, "y") - padding;
        if (width is < 1 or > IsyntaxLimits.MaxSide || height is < 1 or > IsyntaxLimits.MaxSide)
        {
            throw header.Damaged(
                $"has dimensions that leave no picture, or one of more than {IsyntaxLimits.MaxSide} columns or rows, without "
                + $"the padding of {padding} for {scales} levels");
        }

        var levels = Enumerable.Range(0, (int)scales)
            .Select(scale => new PixelSize((int)(width >> scale), (int)(height >> scale)))
            .TakeWhile(size => size is { Width: > 0, Height: > 0 })
            .ToList();
        return new IsyntaxStructure(levels, ReadSpacing(dimensions), ReadCodec(header.Scan));
    }

    // start, step, end (inclusive): formats.md section 7.1.
    private static long ReadSteps(
        IsyntaxHeader header, IReadOnlyList<PhilipsObject> dimensions, IReadOnlyList<PhilipsObject> ranges, string name)
    {
        var index = IndexOf(dimensions, name);
        if (index < 0 || index >= ranges.Count)
        {
            throw header.Damaged($"has no dimension {name} with a range");
        }

        return ranges[index].FindNumbers(PhilipsNames.DimensionRange) is [var start, var step, var end]
            && IsWhole(start) && IsWhole(end) && IsWhole(step) && step >= 1 && end >= start
                ? (long)((end + step - start) / step)
                : throw header.Damaged(
                    $"has a {PhilipsNames.DimensionRange} of {name} that is not start, step and end in whole numbers");
    }

    private static bool IsWhole(double number) => Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number);

    private static int IndexOf(IReadOnlyList<PhilipsObject> dimensions, string name)
    {
        for (var index = 0; index < dimensions.Count; index++)
        {
            if (dimensions[index].FindText(PhilipsNames.DimensionName) == name)
            {
                return index;
            }
        }

        return -1;
    }

    private static PixelSpacing? ReadSpacing(IReadOnlyList<PhilipsObject> dimensions)
    {
        double? Of(string name) => IndexOf(dimensions, name) is >= 0 and var index
            && dimensions[index].FindNumbers(PhilipsNames.ScaleFactor) is [var factor] && PhilipsFacts.IsPlausible(factor)
                ? factor
                : null;
        return Of("x") is { } across && Of("y") is { } down ? new PixelSpacing(across, down) : null;
    }

    private static string ReadCodec(PhilipsObject scan) =>
        scan.Find(PhilipsNames.BlockTemplates)?.Objects is [var template, ..]
            ? template.FindText(PhilipsNames.CompressionMethod) switch
            {
                "16" => "iSyntax wavelet (16)",
                "19" => "iSyntax wavelet (19)",
                _ => "iSyntax (another method)",
            }
            : "iSyntax wavelet";
}
