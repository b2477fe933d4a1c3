using System.Globalization;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Which page of a Ventana file is what, and how the tiles of each level make its picture.</summary>
/// <remarks>Tag 270 tells the pages apart, never their order, but for the first, which holds the scanner's XML.</remarks>
internal sealed class VentanaStructure
{
    private VentanaStructure(VentanaScan scan, VentanaEncodeInfo? encodeInfo, IReadOnlyList<VentanaPage> pages)
    {
        Scan = scan;
        EncodeInfo = encodeInfo;
        Pages = pages;
        Levels = [.. pages.Where(page => page.Level is not null).Select(page => page.Level!)];
    }

    /// <summary>What the scanner was told.</summary>
    public VentanaScan Scan { get; }

    /// <summary>How the tiles meet; null for an exported file, whose tiles lie side by side.</summary>
    public VentanaEncodeInfo? EncodeInfo { get; }

    /// <summary>All pages in the order of the chain.</summary>
    public IReadOnlyList<VentanaPage> Pages { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<VentanaLevelPlan> Levels { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Ventana's mark.</param>
    /// <exception cref="SlideFormatException">A page or an XML is damaged, or the slide has something that is not supported.</exception>
    public static VentanaStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > VentanaLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {VentanaLimits.MaxPages}",
                tiff.File.Path);
        }

        var scan = VentanaScan.Read(tiff.Directories[0]);
        var pages = tiff.Directories.Select(ReadPage).ToList();
        var stated = new List<StatedLevel>();
        foreach (var page in pages.Where(page => page.Role == VentanaPageRole.Level))
        {
            stated.Add(ReadLevel(page, stated));
        }

        if (stated.Count == 0)
        {
            throw new SlideFormatException(SlideProblem.Damaged, "no page is a level (tag 270)", tiff.File.Path);
        }

        var first = stated[0].Page.Image;
        var encodeInfo = first.Directory.Contains(TiffTag.Xmp) ? VentanaEncodeInfo.Read(first) : null;
        var planner = new VentanaLevelPlanner(
            first, encodeInfo is null ? null : VentanaMosaic.Place(encodeInfo, first.SegmentSize), scan.IsDp);
        foreach (var level in stated)
        {
            level.Page.Level = planner.Plan(level.Page.Image, stated[0].Magnification / level.Magnification);
        }

        return new VentanaStructure(scan, encodeInfo, pages);
    }

    private static VentanaPage ReadPage(TiffDirectory directory)
    {
        var hasText = directory.Find(TiffTag.ImageDescription) is { } entry && entry.Type.IsBytes();
        var text = hasText ? directory.ReadText(TiffTag.ImageDescription)! : string.Empty;
        var role = VentanaNames.Overviews.Contains(text) ? VentanaPageRole.Overview
            : text == VentanaNames.Probability ? VentanaPageRole.Probability
            : text == VentanaNames.Thumbnail ? VentanaPageRole.Thumbnail
            : text.Contains(VentanaNames.Level, StringComparison.Ordinal) ? VentanaPageRole.Level
            : VentanaPageRole.Unknown;
        return new VentanaPage(role, TiffImage.Read(directory), text);
    }

    private static StatedLevel ReadLevel(VentanaPage page, List<StatedLevel> before)
    {
        var directory = page.Image.Directory;
        var entry = directory.Find(TiffTag.ImageDescription)!.Value;
        if (!int.TryParse(Value(page.Text, "level"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number != before.Count)
        {
            throw directory.Damaged(entry, $"names no level or another one; expected level {before.Count}");
        }

        if (VentanaXml.Parse(Value(page.Text, "mag")) is not (> 0 and <= 10_000 and var magnification)
            || (before.Count > 0 && magnification >= before[^1].Magnification))
        {
            throw directory.Damaged(entry, "names no magnification, or one that is not less than that of the level before");
        }

        if (!page.Image.IsTiled)
        {
            throw directory.Unsupported("the page is a level, but has no tiles");
        }

        if (before.Count > 0 && page.Image.SegmentSize != before[0].Page.Image.SegmentSize)
        {
            throw directory.Unsupported(
                $"the page has tiles of {page.Image.SegmentSize}; expected those of level 0, {before[0].Page.Image.SegmentSize}");
        }

        return new StatedLevel(page, magnification);
    }

    private static string? Value(string text, string key) => text.Split(' ')
        .Select(pair => pair.Split('=', 2))
        .FirstOrDefault(pair => pair.Length == 2 && pair[0] == key)?[1];

    private sealed record StatedLevel(VentanaPage Page, double Magnification);
}

/// <summary>A page of a Ventana file.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Image">How its picture is stored.</param>
/// <param name="Text">Tag 270.</param>
internal sealed record VentanaPage(VentanaPageRole Role, TiffImage Image, string Text)
{
    /// <summary>How it makes a level; null for the others.</summary>
    public VentanaLevelPlan? Level { get; set; }
}

/// <summary>What a page of a Ventana file is.</summary>
internal enum VentanaPageRole
{
    /// <summary>A level of the pyramid.</summary>
    Level,

    /// <summary>The whole glass with its label.</summary>
    Overview,

    /// <summary>Where tissue is on the glass, in grey.</summary>
    Probability,

    /// <summary>The scanned area, small; on some slides the glass with its label.</summary>
    Thumbnail,

    /// <summary>Something else, treated like an overview.</summary>
    Unknown,
}
