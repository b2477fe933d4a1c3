using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Which levels a slide has: each a quarter of the one before, rounded down.</summary>
internal static class AperioPyramid
{
    /// <summary>No level is made below one of this size.</summary>
    private const int SmallEnough = 2000;

    /// <summary>The sizes, largest first: at least two levels, and on until both sides are small.</summary>
    public static IReadOnlyList<PixelSize> LevelsOf(PixelSize slide)
    {
        List<PixelSize> levels = [slide];
        while (levels.Count < 2 || Math.Max(levels[^1].Width, levels[^1].Height) > SmallEnough)
        {
            var last = levels[^1];
            levels.Add(new PixelSize(Math.Max(1, last.Width / 4), Math.Max(1, last.Height / 4)));
        }

        return levels;
    }

    /// <summary>The thumbnail's size: within 1024 × 768, never larger than the slide.</summary>
    public static PixelSize ThumbnailOf(PixelSize slide)
    {
        var scale = Math.Min(1, Math.Min(1024.0 / slide.Width, 768.0 / slide.Height));
        return new PixelSize(
            Math.Max(1, (int)Math.Round(slide.Width * scale)),
            Math.Max(1, (int)Math.Round(slide.Height * scale)));
    }

    /// <summary>The page of a level: the thumbnail is page 1.</summary>
    /// <param name="level">0-based.</param>
    public static int PageOf(int level) => level == 0 ? 0 : level + 1;
}
