using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>Which page of an Aperio file is what.</summary>
/// <remarks>
/// Observed order: level 0, thumbnail, further levels, label, macro; any of the pictures may be missing or swapped.
/// Levels have NewSubfileType 0, labels 1, macros 9; older files also say so in words in tag 270, newer ones (GT450) have
/// no text there. What cannot be told apart for sure is not a level and not a thumbnail: it counts like a macro.
/// </remarks>
internal sealed class AperioStructure
{
    private AperioStructure(IReadOnlyList<AperioPage> pages)
    {
        Pages = pages;
        Levels = [.. pages.Where(page => page.Role == AperioPageRole.Level)];
    }

    /// <summary>All pages in the order of the chain.</summary>
    public IReadOnlyList<AperioPage> Pages { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<AperioPage> Levels { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file whose first tiled page has Aperio's mark.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or the slide has something that is not supported.</exception>
    public static AperioStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > AperioLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {AperioLimits.MaxPages}",
                tiff.File.Path);
        }

        var pages = new List<AperioPage>(tiff.Directories.Count);
        PixelSize? baseSize = null;
        PixelSize? lastSize = null;
        for (var index = 0; index < tiff.Directories.Count; index++)
        {
            var directory = tiff.Directories[index];
            var image = TiffImage.Read(directory);
            RequireOnePlane(directory);
            var description = ReadDescription(directory);
            var role = Classify(index, image, description, baseSize);
            if (role == AperioPageRole.Level)
            {
                RequireSmaller(directory, image.Size, lastSize);
                baseSize ??= image.Size;
                lastSize = image.Size;
            }

            pages.Add(new AperioPage(index, role, image, description));
        }

        return lastSize is not null
            ? new AperioStructure(pages)
            : throw new SlideFormatException(
                SlideProblem.Unsupported, "no page of the file is a level of a pyramid", tiff.File.Path);
    }

    private static AperioPageRole Classify(
        int index, TiffImage image, AperioDescription? description, PixelSize? baseSize)
    {
        if (NamedRole(description, image.IsTiled) is { } named)
        {
            return named;
        }

        var isScaledCopy = baseSize is { } size && HasSameShape(image.Size, size);
        var subfileType = image.Directory.ReadInteger(TiffTag.NewSubfileType, 0);

        // The text of a level or thumbnail tells the size it was scaled to; then type 1 only says that it is reduced.
        var saysReduced = description?.Lines.Any(
            line => AperioHeader.IsScaledTo(line.Text, image.Size.Width, image.Size.Height)) ?? false;
        if (image.IsTiled)
        {
            // 1 means reduced image in general, and tools that copy slides set it on levels; but labels have it, too, and
            // a label may happen to have the shape of the scanned area.
            var mayBeLevel = baseSize is not { } largest
                || (isScaledCopy
                    && (subfileType == 0 || (subfileType == 1 && (saysReduced || IsHalved(image.Size, largest)))));
            return mayBeLevel ? AperioPageRole.Level : RoleOf(subfileType);
        }

        var mayBeThumbnail = index == 1 && isScaledCopy && (subfileType == 0 || (subfileType == 1 && saysReduced));
        return mayBeThumbnail ? AperioPageRole.Thumbnail : RoleOf(subfileType);
    }

    private static AperioPageRole RoleOf(ulong subfileType) => subfileType switch
    {
        1 => AperioPageRole.Label,
        9 => AperioPageRole.Macro,
        _ => AperioPageRole.Unknown,
    };

    /// <summary>The role that tag 270 names in a word: <c>label 387x463</c>, <c>macro 1280x431</c>.</summary>
    /// <remarks>
    /// On a tiled page the line must have no other word: a history may hold a file name that begins with one of them.
    /// </remarks>
    private static AperioPageRole? NamedRole(AperioDescription? description, bool isTiled)
    {
        foreach (var line in description?.Lines ?? [])
        {
            if (isTiled && !AperioHeader.IsPicture(line.Text))
            {
                continue;
            }

            var word = line.Text.Split(' ', 2)[0];
            if (word.Equals("label", StringComparison.OrdinalIgnoreCase))
            {
                return AperioPageRole.Label;
            }

            if (word.Equals("macro", StringComparison.OrdinalIgnoreCase))
            {
                return AperioPageRole.Macro;
            }
        }

        return null;
    }

    /// <summary>Whether a page may be a smaller copy of the base level: the same shape, and not larger.</summary>
    private static bool HasSameShape(PixelSize size, PixelSize baseSize)
    {
        // Sizes are rounded down, and some writers cut at whole tiles: a few percent, more where a page is tiny.
        var downsampleX = (double)baseSize.Width / size.Width;
        var downsampleY = (double)baseSize.Height / size.Height;
        var tolerance = 0.02 + (2.0 / Math.Min(size.Width, size.Height));
        return Math.Abs(downsampleX - downsampleY) <= tolerance * Math.Max(downsampleX, downsampleY);
    }

    /// <summary>Whether a page has the base level's size divided by 2, 4, 8 … to the pixel, as pyramids are made.</summary>
    private static bool IsHalved(PixelSize size, PixelSize baseSize)
    {
        for (var factor = 2L; factor <= baseSize.Width; factor *= 2)
        {
            if (Math.Abs((size.Width * factor) - baseSize.Width) < factor
                && Math.Abs((size.Height * factor) - baseSize.Height) < factor)
            {
                return true;
            }
        }

        return false;
    }

    private static void RequireSmaller(TiffDirectory directory, PixelSize size, PixelSize? lastSize)
    {
        if (lastSize is not { } last || (size.Width < last.Width && size.Height < last.Height))
        {
            return;
        }

        throw directory.Unsupported(
            size == last
                ? $"the page has the size of the level before, {size}: focal planes (z-stacks) are not supported"
                : $"the page is {size} after a level of {last}: expected levels to get smaller");
    }

    private static void RequireOnePlane(TiffDirectory directory)
    {
        foreach (var tag in (ReadOnlySpan<TiffTag>)[TiffTag.ImageDepth, TiffTag.TileDepth])
        {
            var depth = directory.ReadInteger(tag, 1);
            if (depth != 1)
            {
                throw directory.Unsupported($"{TiffEntry.Describe(tag)} is {depth}: volumes are not supported, only 1");
            }
        }
    }

    private static AperioDescription? ReadDescription(TiffDirectory directory)
    {
        if (directory.Find(TiffTag.ImageDescription) is not { } entry)
        {
            return null;
        }

        if (!entry.Type.IsBytes())
        {
            throw directory.Damaged(entry, $"has type {(ushort)entry.Type}; expected text, type 2");
        }

        return AperioDescription.TryParse(directory.ReadBytes(entry), out var description)
            ? description
            : throw directory.Damaged(
                entry,
                $"is {entry.Count} bytes long or has too many keys; the limits are {AperioLimits.MaxDescriptionBytes} "
                + $"bytes and {AperioLimits.MaxProperties} keys");
    }
}

/// <summary>A page of an Aperio file.</summary>
/// <param name="Index">0-based in the chain.</param>
/// <param name="Role">What it is.</param>
/// <param name="Image">How its picture is stored.</param>
/// <param name="Description">Its tag 270, or null.</param>
internal sealed record AperioPage(int Index, AperioPageRole Role, TiffImage Image, AperioDescription? Description)
{
    /// <summary>The page's directory.</summary>
    public TiffDirectory Directory => Image.Directory;
}

/// <summary>What a page of an Aperio file is.</summary>
internal enum AperioPageRole
{
    /// <summary>A level of the pyramid.</summary>
    Level,

    /// <summary>The scanned area, small.</summary>
    Thumbnail,

    /// <summary>The label.</summary>
    Label,

    /// <summary>The whole glass.</summary>
    Macro,

    /// <summary>Something else, treated like a macro.</summary>
    Unknown,
}
