using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>What tells a level from a picture beside the pyramid.</summary>
internal static partial class TiffPageShape
{
    // Longer texts are descriptions, not names of pages.
    private const int MaxNameBytes = 64;

    private const int MaxWholeFactor = 16;

    /// <summary>Whether a page may be a smaller copy of the base level: the same shape.</summary>
    /// <param name="size">Of the page.</param>
    /// <param name="baseSize">Of the base level.</param>
    public static bool IsSame(PixelSize size, PixelSize baseSize)
    {
        // Sizes are rounded, and some writers cut at whole tiles: a few percent, more where a page is tiny.
        var downsampleX = (double)baseSize.Width / size.Width;
        var downsampleY = (double)baseSize.Height / size.Height;
        var tolerance = 0.02 + (2.0 / Math.Min(size.Width, size.Height));
        return Math.Abs(downsampleX - downsampleY) <= tolerance * Math.Max(downsampleX, downsampleY);
    }

    /// <summary>Whether a page has the base level's size divided by 2, 4, 8 … to the pixel, as pyramids are made.</summary>
    /// <param name="size">Of the page.</param>
    /// <param name="baseSize">Of the base level.</param>
    public static bool IsHalved(PixelSize size, PixelSize baseSize)
    {
        for (var factor = 2L; factor <= baseSize.Width; factor *= 2)
        {
            if (IsDivided(size, baseSize, factor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a page has the base level's size divided by a whole number to the pixel, as levels have.</summary>
    /// <remarks>
    /// A tiled label or macro may have the base level's shape by chance; it is small, and its size is no such number. Pyramids
    /// come down to that size in steps of 2 or 4.
    /// </remarks>
    /// <param name="size">Of the page.</param>
    /// <param name="baseSize">Of the base level.</param>
    public static bool IsReduced(PixelSize size, PixelSize baseSize)
    {
        for (var factor = 2L; factor <= MaxWholeFactor; factor++)
        {
            if (IsDivided(size, baseSize, factor))
            {
                return true;
            }
        }

        return IsHalved(size, baseSize);
    }

    /// <summary>What tags 270 and 285 name a page in a word, e.g. <c>Label</c> or <c>macro image</c>.</summary>
    /// <param name="directory">The page.</param>
    /// <returns>Null where they name no picture.</returns>
    public static AssociatedImageKind? FindName(TiffDirectory directory)
    {
        foreach (var entry in directory.Entries)
        {
            if (entry.Tag is not (TiffTag.ImageDescription or TiffTag.PageName) || !entry.Type.IsBytes()
                || entry.Value is not { Length: > 0 and <= MaxNameBytes })
            {
                continue;
            }

            var name = NamePattern().Match(TiffText.Decode(directory.ReadBytes(entry)));
            if (name.Success)
            {
                return name.Groups["label"].Success ? AssociatedImageKind.Label
                    : name.Groups["macro"].Success ? AssociatedImageKind.Macro
                    : AssociatedImageKind.Unknown;
            }
        }

        return null;
    }

    // Rounded down or up, once or at each of several steps.
    private static bool IsDivided(PixelSize size, PixelSize baseSize, long factor) =>
        Math.Abs((size.Width * factor) - baseSize.Width) < factor && Math.Abs((size.Height * factor) - baseSize.Height) < factor;

    [GeneratedRegex(
        "(?<![a-z])(?:(?<label>label|barcode)|(?<macro>macro|overview)|thumbnail|preview|map)(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
