namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Pages as Leica writes them: a macro of 32×48 and 16×24, and an area of 64×48 and 16×12, in tiles of 16.</summary>
internal static class LeicaBuilder
{
    public const string Namespace = "http://www.leica-microsystems.com/scn/2010/10/01";

    public static List<TestPage> Slide(string? xml = null) =>
    [
        Page(32, 48, 0).With(TestTag.Ascii(270, xml ?? Scn(Macro(), Area()))),
        Page(16, 24, 1),
        Page(64, 48, 0),
        Page(16, 12, 1),
    ];

    /// <summary>The same with a second area of 48×32 and 12×8.</summary>
    public static List<TestPage> TwoAreas() =>
    [
        .. Slide(Scn(Macro(), Area(), Area("4", "5", (48, 32), (12, 8), (9_000, 60_000), objective: "40", created: "2014-11-26T14:13:39.107Z"))),
        Page(48, 32, 0),
        Page(12, 8, 1),
    ];

    public static TestPage Page(ulong width, ulong height, ulong subfileType) => AperioBuilder.Level(width, height, null)
        .With(TestTag.Long(254, subfileType)).With(TestTag.Short(262, 6));

    public static string Scn(params string[] images) => Collection("name=\"ImageCollection_0000000128\"", images);

    public static string Collection(string attributes, params string[] items) =>
        $"<?xml version=\"1.0\"?>\n<scn xmlns=\"{Namespace}\"><collection {attributes} sizeX=\"50000\" sizeY=\"150000\">"
        + $"{string.Concat(items)}</collection></scn>";

    public static string Macro() => Image(
        Dimensions((32, 48, "0"), (16, 24, "1")), View(50_000, 150_000, 0, 0), "0.60833");

    public static string Area(
        string firstPage = "2",
        string secondPage = "3",
        (int Width, int Height)? first = null,
        (int Width, int Height)? second = null,
        (int Left, int Top)? offset = null,
        string objective = "20",
        string created = "2011-05-31T09:33:14.31Z")
    {
        var (width, height) = first ?? (64, 48);
        var (left, top) = offset ?? (5_000, 7_000);
        return Image(
            Dimensions((width, height, firstPage), (second?.Width ?? 16, second?.Height ?? 12, secondPage)),
            View(width * 500, height * 500, left, top),
            objective,
            created);
    }

    public static string Image(string dimensions, string view, string objective, string created = "2011-05-31T09:33:14.31Z") =>
        $"<image><creationDate>{created}</creationDate><device model=\"Leica SCN400;Leica SCN\" version=\"\" />{dimensions}{view}"
        + $"<scanSettings><objectiveSettings><objective>{objective}</objective></objectiveSettings><illuminationSettings>"
        + "<illuminationSource>brightfield</illuminationSource></illuminationSettings></scanSettings></image>";

    public static string View(int width, int height, int left, int top) =>
        $"<view sizeX=\"{width}\" sizeY=\"{height}\" offsetX=\"{left}\" offsetY=\"{top}\" spacingZ=\"400\" />";

    public static string Dimensions(params (int Width, int Height, string Page)[] pages) =>
        $"<pixels sizeX=\"{pages[0].Width}\" sizeY=\"{pages[0].Height}\">"
        + string.Concat(pages.Select((page, index) =>
            $"<dimension sizeX=\"{page.Width}\" sizeY=\"{page.Height}\" r=\"{index}\" ifd=\"{page.Page}\" />"))
        + "</pixels>";
}
