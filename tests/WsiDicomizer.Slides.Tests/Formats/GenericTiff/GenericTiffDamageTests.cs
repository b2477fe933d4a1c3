using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.GenericTiffBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.GenericTiff;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class GenericTiffDamageTests
{
    private static readonly Dictionary<string, (Action<List<TestPage>> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["width missing"] = Damage(0, page => page.Without(256), "page 0: tag 256 ImageWidth is missing"),
        ["height of zero"] = Damage(1, page => page.With(TestTag.Long(257, 0)), "page 1, tag 257 ImageLength is 0; expected 1"),
        ["width of text"] = Damage(0, page => page.With(TestTag.Ascii(256, "DOE")), "tag 256 ImageWidth has type 2; expected BYTE, SHORT"),
        ["tile width missing"] = Damage(0, page => page.Without(322), "page 0: tag 322 TileWidth is missing"),
        ["tile height of zero"] = Damage(1, page => page.With(TestTag.Short(323, 0)), "page 1, tag 323 TileLength is 0"),
        ["too few tiles"] = (pages => pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [[1]] }, "page 0, tag 324 TileOffsets has 1 elements; expected 12", SlideProblem.Damaged),
        ["no tiles at all"] = (pages => pages[1] = new TestPage { Tags = pages[1].Tags }, "page 1: tag 324 TileOffsets is missing", SlideProblem.Damaged),
        ["too many tiles to count"] = Damage(0, page => page.With(TestTag.Long(256, 2_000_000_000)).With(TestTag.Long(257, 2_000_000_000)), "make 15625000000000000 of them; the limit is"),
        ["strip height of zero"] = Damage(2, page => page.With(TestTag.Short(278, 0)), "page 2, tag 278 RowsPerStrip is 0"),
        ["strips missing"] = (pages => pages[2] = new TestPage { Tags = pages[2].Tags }, "page 2: tag 273 StripOffsets is missing", SlideProblem.Damaged),
        ["colours of different depth"] = Refuse(0, page => page.With(TestTag.Short(258, 8, 8, 16)), "different numbers of bits"),
        ["one bit"] = Refuse(0, page => page.With(TestTag.Short(258, 1)).With(TestTag.Short(277, 1)).With(TestTag.Short(262, 1)), "1 bits per sample are not supported"),
        ["32 bits"] = Refuse(0, page => page.With(TestTag.Short(258, 32)).With(TestTag.Short(259, 1)).With(TestTag.Short(262, 2)), "32 bits per sample are not supported"),
        ["JPEG of 16 bits"] = Refuse(0, page => page.With(TestTag.Short(258, 16, 16, 16)), "16 bits per sample are not supported; .* not JPEG"),
        ["palette"] = Refuse(0, page => page.With(TestTag.Short(262, 3)).With(TestTag.Short(277, 1)).With(TestTag.Short(258, 8)), "numbers of a palette"),
        ["white as zero"] = Refuse(0, page => page.With(TestTag.Short(262, 0)).With(TestTag.Short(277, 1)).With(TestTag.Short(258, 8)), "white is stored as 0"),
        ["alpha"] = Refuse(0, page => page.With(TestTag.Short(277, 4)).With(TestTag.Short(258, 8, 8, 8, 8)), "4 samples per pixel .* without alpha"),
        ["CMYK"] = Refuse(0, page => page.With(TestTag.Short(262, 5)), "photometric interpretation 5 with 3 samples"),
        ["YCbCr uncompressed"] = Refuse(0, page => page.With(TestTag.Short(259, 1)), "photometric interpretation 6 with 3 samples per pixel and compression 1"),
        ["planes"] = Refuse(1, page => page.With(TestTag.Short(284, 2)), "page 1: the samples are stored in planes"),
        ["floating point"] = Refuse(0, page => page.With(TestTag.Short(339, 3)), "sample format 3"),
        ["reversed bits"] = Refuse(0, page => page.With(TestTag.Short(266, 2)), "bits of each byte are reversed"),
        ["predictor of floats"] = Refuse(0, page => page.With(TestTag.Short(259, 8)).With(TestTag.Short(262, 2)).With(TestTag.Short(317, 3)), "predictor 3 is not supported"),
        ["old JPEG"] = Refuse(0, page => page.With(TestTag.Short(259, 6)), "compression 6 is not supported"),
        ["WebP"] = Refuse(1, page => page.With(TestTag.Short(259, 50001)), "page 1: compression 50001 is not supported"),
        ["picture of 16 bits"] = Refuse(2, page => page.With(TestTag.Short(258, 16, 16, 16)), "page 2: 16 bits per sample"),
        ["picture of Zstandard"] = Refuse(2, page => page.With(TestTag.Short(259, 50000)), "page 2: compression 50000"),
        ["two pages of one size"] = Refuse(1, page => page.With(TestTag.Long(256, 64)).With(TestTag.Long(257, 48)), null, "page 1: the page has the size of another, 64.48: several focal planes, channels"),
        ["a page larger than the first"] = Refuse(1, page => page.With(TestTag.Long(256, 128)).With(TestTag.Long(257, 96)), null, "page 1: the page is 128.96 beside a level of 64.48: expected the first page to be the largest"),
        ["a label first"] = Refuse(0, page => page.With(TestTag.Ascii(270, "Label_Image")), "page 0: the page names itself a label"),
        ["a macro first"] = Refuse(0, page => page.With(TestTag.Ascii(285, "slide overview")), "page 0: the page names itself a label, macro"),
        ["tiles that are no frames"] = Refuse(0, page => page.With(TestTag.Long(322, 70_000)), "tiles of 70000.16; supported are up to 65535"),
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
    public void GetTileRange_TileBeyondTheEnd_FailsThatTileAlone()
    {
        var file = AperioBuilder.Build(Slide());
        using var temporary = new TemporaryFile(file);
        using var slide = SlideFormats.Open(temporary.Path);
        var last = Enumerable.Range(0, slide.Levels[0].TileCount).Max(tile => slide.Levels[0].GetTileRange(tile).End);

        // The tables say that the tile goes on to the end of time.
        var pages = Slide();
        pages[0].Tags.Add(TestTag.Long(325, [.. Enumerable.Repeat((ulong)uint.MaxValue, 12)]));
        var exception = Record.Exception(() => AperioBuilder.WithSlide(pages, other => other.Levels[0].GetTileRange(3)));

        Assert.True(last < file.Length);
        Assert.Contains("tile 3: expected 4294967295 bytes", Assert.IsType<SlideFormatException>(exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SixteenBitsInBigEndian_IsRefused()
    {
        var page = Page(64, 48, 0).With(TestTag.Short(258, 16)).With(TestTag.Short(277, 1)).With(TestTag.Short(262, 1)).With(TestTag.Short(259, 1));
        using var file = new TemporaryFile(AperioBuilder.Build([page], littleEndian: false));
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path).Dispose());
        Assert.Contains("big-endian", exception.Message, StringComparison.Ordinal);
    }

    private static (Action<List<TestPage>>, string, SlideProblem) Damage(int page, Action<TestPage> change, string message) =>
        (pages => change(pages[page]), message, SlideProblem.Damaged);

    private static (Action<List<TestPage>>, string, SlideProblem) Refuse(int page, Action<TestPage> change, string message) =>
        (pages => change(pages[page]), message, SlideProblem.Unsupported);

    // The tiles have to fit the new size.
    private static (Action<List<TestPage>>, string, SlideProblem) Refuse(int page, Action<TestPage> change, IReadOnlyList<byte[]>? tiles, string message) =>
        (
            pages =>
            {
                change(pages[page]);
                pages[page] = new TestPage { Tags = pages[page].Tags, Tiles = tiles ?? [.. Enumerable.Repeat(new byte[8], 48)] };
            },
            message,
            SlideProblem.Unsupported);
}
