using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>Which page of a Trestle slide is what, and how its tiles overlap.</summary>
/// <remarks>
/// Every page is a level. <c>OverlapsXY</c> in tag 270 of the first has two numbers for each level: by how many pixels a tile
/// overlaps its right and lower neighbour. The size in the tags counts the overlaps twice.
/// </remarks>
internal sealed class TrestleStructure
{
    private TrestleStructure(
        TiffFile tiff, TiffPageProperties? description, IReadOnlyList<TrestlePage> levels, IReadOnlyList<TiffPagePicture> pictures)
    {
        Tiff = tiff;
        Description = description;
        Levels = levels;
        Pictures = pictures;
    }

    /// <summary>The file.</summary>
    public TiffFile Tiff { get; }

    /// <summary>The text of the first page, or null.</summary>
    public TiffPageProperties? Description { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<TrestlePage> Levels { get; }

    /// <summary>Pages that are no level: no scanner writes them.</summary>
    public IReadOnlyList<TiffPagePicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Trestle's mark.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or the slide has something that is not supported.</exception>
    public static TrestleStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > TrestleLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {TrestleLimits.MaxPages}",
                tiff.File.Path);
        }

        var first = tiff.Directories[0];
        var entry = first.Find(TiffTag.ImageDescription);
        var description = entry is { } found ? ReadDescription(first, found) : null;
        var overlaps = ReadOverlaps(first, entry, description);
        List<TrestlePage> levels = [];
        List<TiffPagePicture> pictures = [];
        for (var index = 0; index < tiff.Directories.Count; index++)
        {
            var image = TiffImage.Read(tiff.Directories[index]);
            var name = index > 0 ? TiffPageShape.FindName(image.Directory) : null;
            if (index > 0 && (!image.IsTiled || name is not null))
            {
                pictures.Add(new TiffPagePicture(image, name ?? AssociatedImageKind.Unknown));
                continue;
            }

            var level = CreateLevel(image, levels.Count, overlaps);
            if (index > 0 && !HasShapeOf(levels[0], level))
            {
                pictures.Add(new TiffPagePicture(image, AssociatedImageKind.Unknown));
                continue;
            }

            if (levels.Count > 0 && (level.Size.Width >= levels[^1].Size.Width || level.Size.Height >= levels[^1].Size.Height))
            {
                throw image.Directory.Unsupported(
                    $"the page is {level.Size} after a level of {levels[^1].Size}: expected levels to get smaller");
            }

            levels.Add(level);
        }

        return new TrestleStructure(tiff, description, levels, pictures);
    }

    /// <summary>Reads a tag 270: <c>key=value</c> between semicolons.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">The tag.</param>
    /// <exception cref="SlideFormatException">It is no text, or too long.</exception>
    public static TiffPageProperties ReadDescription(TiffDirectory directory, TiffEntry entry) =>
        TiffPageProperties.Read(directory, entry, ";"u8);

    /// <summary>Parses the numbers of <c>OverlapsXY</c>.</summary>
    /// <param name="text">Numbers with blanks between them.</param>
    /// <returns>Null where one of them is no whole number from 0 to 65,535.</returns>
    public static IReadOnlyList<int>? ParseOverlaps(string text)
    {
        List<int> overlaps = [];
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var overlap) || overlap > ushort.MaxValue)
            {
                return null;
            }

            overlaps.Add(overlap);
        }

        return overlaps;
    }

    // The overlaps make up more of a small level than of a large one, so that the sizes in the tags may differ in shape where
    // what is shown does not; and a page that has the base level's shape in the tags is not left out without a word.
    private static bool HasShapeOf(TrestlePage baseLevel, TrestlePage level) =>
        TiffPageShape.IsSame(level.Size, baseLevel.Size) || TiffPageShape.IsSame(level.Image.Size, baseLevel.Image.Size);

    private static IReadOnlyList<int> ReadOverlaps(TiffDirectory first, TiffEntry? entry, TiffPageProperties? description)
    {
        if (description?.Find(TrestleKeys.Overlaps) is not { } text)
        {
            return [];
        }

        return ParseOverlaps(text)
            ?? throw first.Damaged(entry!.Value, $"has {TrestleKeys.Overlaps} that are no whole numbers with blanks between them");
    }

    private static TrestlePage CreateLevel(TiffImage image, int level, IReadOnlyList<int> overlaps)
    {
        var index = 2 * level;
        var overlap = index + 1 < overlaps.Count ? new TileOverlap(overlaps[index], overlaps[index + 1]) : default;
        var tile = image.SegmentSize;
        if (overlap.X >= tile.Width || overlap.Y >= tile.Height)
        {
            throw image.Directory.Unsupported($"tiles of {tile} overlap by {overlap.X} × {overlap.Y}: expected less than a tile");
        }

        // The size is that of all tiles side by side.
        var width = image.Size.Width - ((image.SegmentColumns - 1) * (long)overlap.X);
        var height = image.Size.Height - ((image.SegmentRows - 1) * (long)overlap.Y);
        return width > 0 && height > 0
            ? new TrestlePage(image, overlap, new PixelSize((int)width, (int)height))
            : throw image.Directory.Unsupported($"overlaps of {overlap.X} × {overlap.Y} leave nothing of {image.Size}");
    }
}

/// <summary>A level of a Trestle slide.</summary>
/// <param name="Image">Its page.</param>
/// <param name="Overlap">How its tiles overlap.</param>
/// <param name="Size">Without the overlaps.</param>
internal sealed record TrestlePage(TiffImage Image, TileOverlap Overlap, PixelSize Size);

/// <summary>By how many pixels a tile overlaps its right and lower neighbour.</summary>
/// <param name="X">Columns.</param>
/// <param name="Y">Rows.</param>
internal readonly record struct TileOverlap(int X, int Y)
{
    /// <summary>Whether tiles lie side by side.</summary>
    public bool IsNone => X == 0 && Y == 0;
}
