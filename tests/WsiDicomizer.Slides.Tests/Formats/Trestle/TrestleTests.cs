using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Trestle;

public class TrestleTests
{
    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["overlaps of words"] = Text("OverlapsXY= 4 DOE", "page 0, tag 270 ImageDescription has OverlapsXY that are no whole numbers"),
        ["overlaps below zero"] = Text("OverlapsXY= -4 4", "OverlapsXY that are no whole numbers"),
        ["overlaps with a point"] = Text("OverlapsXY=4.5 4", "OverlapsXY that are no whole numbers"),
        ["overlaps beyond counting"] = Text("OverlapsXY= 99999999999 4", "OverlapsXY that are no whole numbers"),
        ["overlaps of a whole tile"] = Text("OverlapsXY= 16 0", "page 0: tiles of 16.16 overlap by 16 .* 0: expected less", SlideProblem.Unsupported),
        ["overlaps down of a whole tile"] = Text("OverlapsXY= 0 20", "overlap by 0 .* 20: expected less", SlideProblem.Unsupported),
        ["overlaps that turn sizes round"] = Text("OverlapsXY= 15 15 0 0", "page 1: the page is 32.24 after a level of 19.18", SlideProblem.Unsupported),
        ["overlaps without JPEG"] = (pages => { pages[0].With(TestTag.Ascii(270, "OverlapsXY=4 4")).With(TestTag.Short(259, 5)).With(TestTag.Short(262, 2)); }, "tiles that overlap are stored as 5 .LZW.; supported is JPEG", SlideProblem.Unsupported),
        ["overlaps with broken tables"] = (pages => { pages[0].With(TestTag.Ascii(270, "OverlapsXY=4 4")).With(TestTag.Undefined(347, [1, 2, 3, 4, 5, 6])); }, "page 0, tag 347 JpegTables", SlideProblem.Damaged),
        ["description a number"] = (pages => pages[0].With(TestTag.Long(270, 5)), "tag 270 ImageDescription has type 4; expected text", SlideProblem.Damaged),
        ["description too long"] = Text(new string('x', 300_000), "has 300001 bytes; the limit is 262144"),
        ["too many keys"] = Text(string.Concat(Enumerable.Repeat("a=b;", 5000)), "has 5000 keys; the limit is 4096"),
        ["too many pages"] = (pages => pages.AddRange(Enumerable.Range(0, 300).Select(_ => AperioBuilder.Strips(4, 4, 9, null))), "the file has 302 pages; the limit is 256", SlideProblem.Damaged),
        ["width missing"] = (pages => pages[0].Without(256), "page 0: tag 256 ImageWidth is missing", SlideProblem.Damaged),
        ["height of zero"] = (pages => pages[1].With(TestTag.Long(257, 0)), "page 1, tag 257 ImageLength is 0", SlideProblem.Damaged),
        ["tile width of zero"] = (pages => pages[1].With(TestTag.Short(322, 0)), "page 1, tag 322 TileWidth is 0", SlideProblem.Damaged),
        ["too few tiles"] = (pages => pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [[1]] }, "TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
        ["two pages of one size"] = (pages => pages[1] = Page(64, 48), "page 1: the page is 64.48 after a level of 64.48", SlideProblem.Unsupported),
        ["level of 32 bits"] = (pages => pages[1].With(TestTag.Short(258, 32, 32, 32)), "page 1: 32 bits per sample", SlideProblem.Unsupported),
        ["level in planes"] = (pages => pages[0].With(TestTag.Short(284, 2)), "page 0: the samples are stored in planes", SlideProblem.Unsupported),
        ["level of old JPEG"] = (pages => pages[1].With(TestTag.Short(259, 6)), "page 1: compression 6", SlideProblem.Unsupported),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var pages = Slide();
        change(pages);
        var exception = AperioBuilder.OpenFailure(pages);
        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Slide_TakesTheResolutionAsMicrometres() => AperioBuilder.WithSlide(Slide(), slide =>
    {
        Assert.Equal("trestle", slide.FormatName);
        Assert.Equal([0.48, 0.96], slide.Levels.Select(level => level.Spacing!.Value.XMicrometres));
        Assert.Equal(20, slide.Metadata.ObjectivePower);
        Assert.All(slide.Levels, level => Assert.Null(level.TilePainter));
        Assert.Equal(
            ["DOE, JANE"],
            slide.IdentityRecords.Where(record => record.Location.Contains("tag 270", StringComparison.Ordinal)).Select(record => record.Value));
    });

    // 64 × 48 and 32 × 16 in the tags, 52 × 32 and 26 × 16 as shown.
    [Fact]
    public void Open_SmallLevelOfAnotherShapeInTheTags_IsALevel()
    {
        List<TestPage> pages = [Slide()[0].With(TestTag.Ascii(270, "OverlapsXY= 4 8 6 0")), Page(32, 16)];
        AperioBuilder.WithSlide(pages, slide =>
        {
            Assert.Equal([new PixelSize(52, 32), new PixelSize(26, 16)], slide.Levels.Select(level => level.Size));
            Assert.Empty(slide.AssociatedImages);
        });
    }

    [Theory]
    [InlineData("Label", AssociatedImageKind.Label)]
    [InlineData("Macro image", AssociatedImageKind.Macro)]
    public void Open_TiledPageThatNamesItself_IsNoLevel(string name, AssociatedImageKind kind) =>
        AperioBuilder.WithSlide([.. Slide(), Page(16, 12).With(TestTag.Ascii(270, name))], slide =>
        {
            Assert.Equal(2, slide.Levels.Count);
            Assert.Equal(kind, Assert.Single(slide.AssociatedImages).Kind);
        });

    [Fact]
    public void Open_TiledPageOfAnotherShape_IsAPictureOfWhatNobodyKnows() =>
        AperioBuilder.WithSlide([.. Slide(), Page(16, 16)], slide =>
        {
            Assert.Equal(2, slide.Levels.Count);
            Assert.Equal(AssociatedImageKind.Unknown, Assert.Single(slide.AssociatedImages).Kind);
        });

    // Every stored tile is of one grey; a pixel is that of the last tile that begins before it.
    [Fact]
    public void PaintTile_Overlaps_ShowEachTileUpToItsNeighbour()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pages = Slide();
        var tiles = Enumerable.Range(0, 12)
            .Select(tile => codec.Encode(
                [.. Enumerable.Repeat((byte)(20 * tile), 256)], new PixelSize(16, 16), new JpegEncodeOptions { Color = JpegColor.Grey, Quality = 100 }))
            .ToList();
        pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = tiles }
            .With(TestTag.Ascii(270, "OverlapsXY= 4 8")).With(TestTag.Short(277, 1)).With(TestTag.Short(258, 8)).With(TestTag.Short(262, 1));
        AperioBuilder.WithSlide(pages, slide =>
        {
            var level = slide.Levels[0];
            Assert.Equal(new PixelSize(64 - (3 * 4), 48 - (2 * 8)), level.Size);
            Assert.Equal((4, 2), (level.TileColumns, level.TileRows));
            var pixels = new byte[256];
            for (var tile = 0; tile < level.TileCount; tile++)
            {
                level.TilePainter!.PaintTile(tile, pixels);
                for (var at = 0; at < 256; at++)
                {
                    var x = ((tile % 4) * 16) + (at % 16);
                    var y = ((tile / 4) * 16) + (at / 16);
                    var stored = (Math.Min(y / 8, 2) * 4) + Math.Min(x / 12, 3);
                    Assert.Equal(x < 52 ? 20 * stored : 255, pixels[at]);
                }
            }
        });
    }

    [Fact]
    public void Open_MacroBesideTheSlide_IsReadAndItsTextsAreIdentity()
    {
        using var folder = new TemporaryFolder();
        using var codec = new JpegCodec(JpegLimits.Default);
        var jpeg = codec.Encode(new byte[48 * 16 * 3], new PixelSize(48, 16), new JpegEncodeOptions());
        byte[] comment = [0xFF, 0xFE, 0, 14, .. "Quetzalcoatl"u8];
        var path = Path.Combine(folder.Path, "DOE.tif");
        File.WriteAllBytes(path, AperioBuilder.Build(Slide()));
        File.WriteAllBytes(Path.Combine(folder.Path, "DOE.Full"), [.. jpeg.AsSpan(0, 2), .. comment, .. jpeg.AsSpan(2)]);

        using var slide = SlideFormats.Open(path);

        Assert.Equal(["DOE.tif", "DOE.Full"], slide.Files.Select(Path.GetFileName));
        var macro = Assert.Single(slide.AssociatedImages);
        Assert.Equal((AssociatedImageKind.Macro, new PixelSize(48, 16)), (macro.Kind, macro.Size));
        Assert.DoesNotContain("Quetzalcoatl", System.Text.Encoding.Latin1.GetString(macro.TryReadJpeg()!), StringComparison.Ordinal);
        Assert.Contains(slide.IdentityRecords, record => record is { Value: "Quetzalcoatl", FileIndex: 1 });
        Assert.Contains(slide.IdentityRecords, record => record is { Kind: IdentityKind.MacroImage, FileIndex: 1 });
    }

    [Fact]
    public void Open_MacroThatIsNoJpeg_IsDamaged()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.tif");
        File.WriteAllBytes(path, AperioBuilder.Build(Slide()));
        File.WriteAllText(Path.Combine(folder.Path, "a.Full"), "DOE, JANE");
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path).Dispose());
        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Contains("the picture beside the slide is no JPEG", exception.Message, StringComparison.Ordinal);
    }

    private static List<TestPage> Slide() =>
    [
        Page(64, 48).With(TestTag.Ascii(270, "Background Color=E6E6E6;Objective Power=20;JPEG Quality=75;Comment=DOE, JANE;OverlapsXY= 0 0 0 0;")),
        Page(32, 24),
    ];

    private static TestPage Page(ulong width, ulong height) => GenericTiffBuilder.Page(width, height, 0)
        .With(TestTag.Ascii(305, "MedScan")).With(TestTag.Rational(282, 48, 100)).With(TestTag.Rational(283, 48, 100));

    private static (Action<List<TestPage>>, string, SlideProblem) Text(
        string text, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (pages => pages[0].With(TestTag.Ascii(270, text)), message, problem);
}
