namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>
/// Pages of an OME-TIFF: a slide of 64×48 with 32×24 and 16×12 below it, in tiles of 16; a label of 12×12 and a macro of 30×12 in
/// strips. Shares nothing with the synthetic slides.
/// </summary>
internal static class OmeBuilder
{
    public const string Namespace = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

    public static List<TestPage> Slide(string? xml = null) =>
    [
        Plane(64, 48).With(TestTag.Ascii(270, xml ?? OmeXml(Image("HE", Pixels(64, 48)), Label(), Macro()))),
        AperioBuilder.Strips(12, 12, 0, null),
        AperioBuilder.Strips(30, 12, 0, null),
    ];

    /// <summary>A slide of the given images, without pictures beside it, with as many pages.</summary>
    public static List<TestPage> Planes(string xml, params TestPage[] pages)
    {
        pages[0].With(TestTag.Ascii(270, xml));
        return [.. pages];
    }

    /// <summary>A page in colour with half and quarter of it below.</summary>
    public static TestPage Plane(ulong width, ulong height, Func<TestPage, TestPage>? change = null)
    {
        change ??= page => page;
        var page = AperioBuilder.Level(width, height, null);
        return change(new TestPage
        {
            Tags = page.Tags,
            Tiles = page.Tiles,
            Children =
            [
                change(AperioBuilder.Level(width / 2, height / 2, null).With(TestTag.Long(254, 1))),
                change(AperioBuilder.Level(width / 4, height / 4, null).With(TestTag.Long(254, 1))),
            ],
        });
    }

    /// <summary>The same in grey of 8 bits, uncompressed.</summary>
    public static TestPage GreyPlane(ulong width, ulong height) => Plane(width, height, Grey);

    public static TestPage Grey(TestPage page) => page.With(TestTag.Short(258, 8)).With(TestTag.Short(277, 1))
        .With(TestTag.Short(262, 1)).With(TestTag.Short(259, 1));

    public static string OmeXml(params string[] items) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"{Namespace}\" UUID=\"urn:uuid:1\" Creator=\"OME Bio-Formats 6.7.0\">"
        + $"{string.Concat(items)}</OME>";

    public static string Image(string name, string pixels, string before = "") =>
        $"<Image ID=\"Image:0\" Name=\"{name}\">{before}{pixels}</Image>";

    public static string Label(int page = 1) => Image("label image", Pixels(12, 12, Data(page)));

    public static string Macro(int page = 2) => Image("macro image", Pixels(30, 12, Data(page)));

    public static string Pixels(
        int width, int height, string? data = null, string z = "1", string c = "3", string more = "", string channels = "", string type = "uint8") =>
        $"<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"{type}\" SizeX=\"{width}\" SizeY=\"{height}\" SizeZ=\"{z}\" SizeC=\"{c}\" "
        + $"SizeT=\"1\" {more}>{channels}{data ?? Data(0)}</Pixels>";

    public static string Data(int page, int z = 0, int c = 0) =>
        $"<TiffData IFD=\"{page}\" FirstZ=\"{z}\" FirstC=\"{c}\" FirstT=\"0\" PlaneCount=\"1\"/>";
}
