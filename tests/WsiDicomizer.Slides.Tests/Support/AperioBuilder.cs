namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Pages as Aperio's scanners write them, with planted identity.</summary>
internal static class AperioBuilder
{
    public const string Keys =
        "|AppMag = 20|StripeWidth = 2040|ScanScope ID = SS7890|Filename = DOE_JANE_4711|Title = Doe Jane S24-0815"
        + "|Date = 12/29/23|Time = 09:59:15|Time Zone = GMT-05:00|User = drsmith|Barcode = S24-0815-A1"
        + "|Parmset = USM Filter|MPP = 0.4990|Left = 25.691574|Top = 23.449873|DSR ID = labserver01|ImageID = 1004486"
        + "|OriginalWidth = 1700|Originalheight = 1300|Filtered = 5|ICC Profile = ScanScope v1";

    /// <summary>Two levels of 60×40 and 30×20, thumbnail, label, macro.</summary>
    public static List<TestPage> Slide() =>
    [
        Level(60, 40, "Aperio Image Library v11.2.1 \r\n70x50 [0,10 60x40] (16x16) JPEG/RGB Q=30" + Keys),
        Strips(15, 10, 0, "Aperio Image Library v11.2.1 \r\n60x40 -> 15x10 - " + Keys),
        Level(30, 20, "Aperio Image Library v11.2.1 \r\n70x50 [0,10 60x40] (16x16) -> 30x20 JPEG/RGB Q=30"),
        Strips(12, 13, 1, "Aperio Image Library v11.2.1 \nlabel 12x13"),
        Strips(30, 12, 9, "Aperio Image Library v11.2.1 \nmacro 30x12"),
    ];

    public static TestPage Level(ulong width, ulong height, string? description, ulong compression = 7)
    {
        var count = (int)(((width + 15) / 16) * ((height + 15) / 16));
        var page = new TestPage
        {
            Tags =
            [
                .. Common(width, height, compression, 0), TestTag.Short(322, 16), TestTag.Short(323, 16),
                TestTag.Long(32997, 1),
            ],
            Tiles = [.. Enumerable.Range(0, count).Select(i => new byte[20 + i])],
        };
        return Describe(page, description);
    }

    /// <summary>A page of uncompressed strips with 4 rows each; all samples are their strip's number.</summary>
    public static TestPage Strips(ulong width, ulong height, ulong subfileType, string? description)
    {
        var page = new TestPage
        {
            Tags = [.. Common(width, height, 1, subfileType), TestTag.Short(278, 4)],
            Strips =
            [
                .. Enumerable.Range(0, (int)((height + 3) / 4)).Select(strip =>
                {
                    var bytes = new byte[(int)(width * 3 * Math.Min(4, height - (4 * (ulong)strip)))];
                    Array.Fill(bytes, (byte)strip);
                    return bytes;
                }),
            ],
        };
        return Describe(page, description);
    }

    private static TestPage Describe(TestPage page, string? description) =>
        description is null ? page : page.With(TestTag.Ascii(270, description));

    private static TestTag[] Common(ulong width, ulong height, ulong compression, ulong subfileType) =>
    [
        TestTag.Long(254, subfileType), TestTag.Long(256, width), TestTag.Long(257, height),
        TestTag.Short(258, 8, 8, 8), TestTag.Short(259, compression), TestTag.Short(262, 2), TestTag.Short(277, 3),
        TestTag.Short(284, 1),
    ];

    public static byte[] Build(IEnumerable<TestPage> pages, bool big = false, bool littleEndian = true)
    {
        var builder = new TiffBuilder(big, littleEndian);
        builder.Pages.AddRange(pages);
        return builder.Build();
    }

    /// <summary>Opens a slide of these pages for a check.</summary>
    public static void WithSlide(IEnumerable<TestPage> pages, Action<Slide> check, bool big = false, bool littleEndian = true)
    {
        using var file = new TemporaryFile(Build(pages, big, littleEndian));
        using var slide = SlideFormats.Open(file.Path);
        check(slide);
    }

    /// <summary>What a format says of a file of these pages.</summary>
    public static SlideDetection Detect(string format, IEnumerable<TestPage> pages)
    {
        using var temporary = new TemporaryFile(Build(pages));
        using var file = SlideFile.Open(temporary.Path);
        return Assert.Single(SlideFormats.All, candidate => candidate.Name == format).Detect(file);
    }

    public static SlideFormatException OpenFailure(IEnumerable<TestPage> pages)
    {
        using var file = new TemporaryFile(Build(pages));
        return Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path).Dispose());
    }
}
