using System.Globalization;
using System.Text;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Pages as Ventana writes them: glass, probability, levels of 4×3 and 2×2 tiles of 16.</summary>
internal static class VentanaBuilder
{
    /// <summary>A slide of the DP generation with one area.</summary>
    /// <param name="encodeInfo">Of level 0; null for no overlaps.</param>
    /// <param name="scan">Of the first page; null for the usual one.</param>
    public static List<TestPage> Slide(string? encodeInfo = null, string? scan = null) =>
    [
        AperioBuilder.Strips(9, 12, 0, "Label_Image").With(XmlTag(scan ?? Metadata(Scan()))),
        AperioBuilder.Strips(9, 12, 0, "Probability_Image").With(XmlTag("<?xml version='1.0'?><PrescanData/>")),
        Level(64, 48, "level=0 mag=40 quality=90").With(XmlTag(encodeInfo ?? EncodeInfo(Area()))),
        Level(32, 24, "level=1 mag=20 quality=90"),
    ];

    /// <summary>The same as an export: without joints.</summary>
    public static List<TestPage> Export()
    {
        var pages = Slide();
        pages[2].Without(700);
        return pages;
    }

    public static TestTag XmlTag(string text) => TestTag.Undefined(700, [.. Encoding.UTF8.GetBytes(text), 0]);

    public static TestPage Level(ulong width, ulong height, string description) =>
        AperioBuilder.Level(width, height, description).Without(254, 32997).With(TestTag.Short(262, 6));

    public static string Scan(string attributes = "ScanWhitePoint=\"235\"") =>
        "<iScan Mode=\"brightfield\" Magnification=\"40\" ScanRes=\"0.25\" UnitNumber=\"2000515\" ScannerModel=\"VENTANA DP 200\" "
        + $"Z-layers=\"3\" Z-spacing=\"1.5\" UserName=\"\" BuildVersion=\"1.1.0.15854\" {attributes}>"
        + "<AOI0 Left=\"297\" Top=\"2323\" Right=\"574\" Bottom=\"2069\"/></iScan>";

    public static string Metadata(string scan) => $"<?xml version='1.0' encoding='utf-8' ?>\n<Metadata>{scan}</Metadata>";

    /// <summary>The XML of level 0.</summary>
    /// <param name="areas">Elements of ImageInfo; each begins at the corner of the page.</param>
    public static string EncodeInfo(params string[] areas) =>
        EncodeInfoAt([.. areas.Select((_, index) => $"<AOI{index} OriginX=\"0\" OriginY=\"0\"/>")], areas);

    public static string EncodeInfoAt(string[] origins, params string[] areas) =>
        $"<?xml version='1.0'?><EncodeInfo Ver=\"2\"><SlideInfo Rack=\"\" Slot=\"\">{Scan()}</SlideInfo>"
        + $"<SlideStitchInfo Left=\"-1\">{string.Concat(areas)}</SlideStitchInfo><AoiOrigin>{string.Concat(origins)}</AoiOrigin></EncodeInfo>";

    /// <summary>An area; 4 by 3 tiles as long as nothing else is said.</summary>
    public static string Area(string joints = "", int columns = 4, int rows = 3, string left = "64", string bottom = "500") =>
        $"<ImageInfo AOIScanned=\"1\" AOIIndex=\"0\" NumRows=\"{rows}\" NumCols=\"{columns}\" Width=\"16\" Height=\"16\" "
        + $"Pos-X=\"{left}\" Pos-Y=\"{bottom}\">{joints}</ImageInfo>";

    /// <summary>Two tiles that meet, by their numbers.</summary>
    public static string Joint(string direction, int first, int second, double overlap, int confidence = 100, int joined = 1)
    {
        var isAcross = direction is "LEFT" or "RIGHT";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<TileJointInfo FlagJoined=\"{joined}\" Confidence=\"{confidence}\" Direction=\"{direction}\" Tile1=\"{first}\" Tile2=\"{second}\" OverlapX=\"{(isAcross ? overlap : 0)}\" OverlapY=\"{(isAcross ? 0 : overlap)}\"/>");
    }
}
