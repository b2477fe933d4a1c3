using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Mirax;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class MiraxDamageTests
{
    private static readonly Dictionary<string, (Action<MiraxBuilder> Change, string Message, SlideProblem Problem)> Cases = new()
    {
        ["no SLIDE_ID"] = Ini("SLIDE_ID", "SLIDE_XD", "has no \\[GENERAL\\] SLIDE_ID"),
        ["SLIDE_ID changed in Slidedat.ini alone"] = Ini("SLIDE_ID = 0", "SLIDE_ID = 9", "the index has another SLIDE_ID"),
        ["SLIDE_ID changed in the index alone"] = Index(slide => slide.Index[8] ^= 1, "the index has another SLIDE_ID"),
        ["SLIDE_ID changed in the data file alone"] = (slide => slide.Data[8] = (byte)'F', "the data file has another SLIDE_ID", SlideProblem.Damaged),
        ["index of another version"] = Index(slide => slide.Index[1] = (byte)'9', "does not start with its version"),
        ["index empty"] = Index(slide => slide.Index = [], "the file ends where 45 more bytes were expected"),
        ["index cut in a page"] = Index(slide => slide.Index = slide.Index[..(slide.Places["page 0"] + 60)], "lies outside the index"),
        ["table beyond the end"] = Index(slide => slide.SetIndex("roots", 0, 1 << 30), "the table of the hierarchies lies outside the index"),
        ["table before the start"] = Index(slide => slide.SetIndex("roots", 4, -8), "the table of the layers lies outside the index"),
        ["record beyond the end"] = Index(slide => slide.SetIndex("levels", 0, 1 << 30), "a record lies outside the index"),
        ["record negative"] = Index(slide => slide.SetIndex("levels", 4, -4), "a record lies outside the index"),
        ["record that does not start with 0"] = Index(slide => slide.SetIndex("record 0", 0, 7), "a record does not start with 0"),
        ["page beyond the end"] = Index(slide => slide.SetIndex("record 0", 4, 1 << 30), "a page lies outside the index"),
        ["pages in a circle"] = Index(slide => slide.SetIndex("page 0", 4, slide.Places["page 0"]), "lead in a circle"),
        ["count negative"] = Index(slide => slide.SetIndex("page 0", 0, -1), "has -1 entries"),
        ["count huge"] = Index(slide => slide.SetIndex("page 0", 0, int.MaxValue), "has 2147483647 entries"),
        ["count beyond the end"] = Index(slide => slide.SetIndex("page 0", 0, 60_000), "the entries of a page lies outside the index"),
        ["picture number negative"] = Index(slide => slide.SetIndex("page 0", 8, -1), "a number below 0"),
        ["picture below the last row"] = Index(slide => slide.SetIndex("page 0", 8, 16), "lies in row 4; IMAGENUMBER_Y is 4"),
        ["picture off the grid"] = Index(slide => slide.SetIndex("page 1", 8, 1), "column 1 and row 0; expected multiples of 2"),
        ["offset negative"] = Index(slide => slide.SetIndex("page 0", 12, -1), "an offset below 0"),
        ["offset beyond the end"] = Index(slide => slide.SetIndex("page 0", 12, 1 << 30), "ends behind data file 0"),
        ["length negative"] = Index(slide => slide.SetIndex("page 0", 16, -1), "a length below 0"),
        ["length beyond the end"] = Index(slide => slide.SetIndex("page 0", 16, int.MaxValue), "ends behind data file 0"),
        ["file number negative"] = Index(slide => slide.SetIndex("page 0", 20, -1), "a file number below 0"),
        ["file number beyond the list"] = Index(slide => slide.SetIndex("page 0", 20, 1), "names data file 1; Slidedat.ini lists 1"),
        ["layer's file number beyond the list"] = Index(slide => slide.SetIndex("page layer 3", 24, 5), "names data file 5"),
        ["no picture of the largest level"] = Index(slide => slide.SetIndex("page 0", 0, 0), "no picture of the largest level"),
        ["positions without data"] = Index(slide => slide.SetIndex("page layer 4", 0, 0), "the index has no data of it"),
        ["positions cut off"] = Index(slide => slide.SetIndex("page layer 4", 20, 35), "have 35 bytes; expected 4 of 9"),
        ["positions that are not deflated"] = Ini("VIMSLIDE_POSITION_BUFFER", "StitchingIntensityLayer", "no zlib stream"),
        ["position with a flag of 2"] = (slide => slide.Data[slide.PositionOffset] = 2, "camera position 0 has a flag", SlideProblem.Damaged),
        ["position far outside"] = (slide => slide.Data[slide.PositionOffset + 12] = 0x7F, "further from the canvas", SlideProblem.Damaged),
        ["data file cut off"] = (slide => slide.Data = slide.Data[..100], "ends behind data file 0", SlideProblem.Damaged),
        ["no zoom levels"] = Ini("Slide zoom level", "Slide zoom", "has no hierarchy named"),
        ["no index file"] = Ini("INDEXFILE", "INDEX", "has no \\[HIERARCHICAL\\] INDEXFILE"),
        ["index file elsewhere"] = Ini("Index.dat", "../../Index.dat", "is not the name of a file in the slide's folder"),
        ["data file missing"] = Ini("Data0000.dat", "Data0001.dat", "FILE_0 names is missing"),
        ["data file not named"] = Ini("FILE_COUNT = 1", "FILE_COUNT = 2", "has no \\[DATAFILE\\] FILE_1"),
        ["thousands of data files"] = Ini("FILE_COUNT = 1", "FILE_COUNT = 99999", "FILE_COUNT is not a whole number from 1 to 512"),
        ["value of a layer missing"] = Ini("NONHIER_0_VAL_2 ", "NONHIER_0_VAL_9 ", "has no \\[HIERARCHICAL\\] NONHIER_0_VAL_2"),
        ["level count negative"] = Ini("HIER_0_COUNT = 3", "HIER_0_COUNT = -3", "HIER_0_COUNT is not a whole number"),
        ["level count zero"] = Ini("HIER_0_COUNT = 3", "HIER_0_COUNT = 0", "HIER_0_COUNT is not from 1"),
        ["level count of words"] = Ini("HIER_0_COUNT = 3", "HIER_0_COUNT = DOE", "HIER_0_COUNT is not a whole number"),
        ["level without a section"] = Ini("[LAYER_0_LEVEL_2_SECTION]", "[LAYER_0_LEVEL_9_SECTION]", "LAYER_0_LEVEL_2_SECTION\\] IMAGE_FORMAT"),
        ["no pictures across"] = Ini("IMAGENUMBER_X = 4", "IMAGENUMBER_X = 0", "IMAGENUMBER_X is not a whole number from 1"),
        ["more divisions than pictures"] = Ini("PerSide = 2", "PerSide = 8", "0 by 0 camera positions"),
        ["millions of positions"] = Ini("IMAGENUMBER_X = 4\r\nIMAGENUMBER_Y = 4", "IMAGENUMBER_X = 900000\r\nIMAGENUMBER_Y = 900000", "camera positions; expected"),
        ["overlap negative"] = Ini("OVERLAP_X = 4.0", "OVERLAP_X = -4", "OVERLAP_X is not a number from 0"),
        ["overlap infinite"] = Ini("OVERLAP_Y = 4.0", "OVERLAP_Y = 1e999", "OVERLAP_Y is not a number from 0"),
        ["spacing zero"] = Ini("PIXEL_X = 0.25", "PIXEL_X = 0", "MICROMETER_PER_PIXEL_X is not a number"),
        ["picture without columns"] = Ini("DIGITIZER_WIDTH = 16", "DIGITIZER_WIDTH = 0", "DIGITIZER_WIDTH is not a whole number from 1"),
        ["picture huge"] = Ini("DIGITIZER_HEIGHT = 12", "DIGITIZER_HEIGHT = 99999", "DIGITIZER_HEIGHT is not a whole number"),
        ["factor negative"] = Ini("CONCAT_FACTOR = 0", "CONCAT_FACTOR = -1", "IMAGE_CONCAT_FACTOR is not a whole number from 0"),
        ["factors above 30"] = Ini("CONCAT_FACTOR = 1", "CONCAT_FACTOR = 20", "the level would have 0 columns"),
        ["format unknown"] = Ini("= BMP24", "= TIFF", "IMAGE_FORMAT is a format that is not supported", SlideProblem.Unsupported),
        ["fluorescence"] = Ini("SLIDE_TYPE_BRIGHTFIELD", "SLIDE_TYPE_FLUORESCENCE", "fluorescence is not supported", SlideProblem.Unsupported),
        ["focal planes"] = Ini(
            "HIER_COUNT = 1",
            "HIER_COUNT = 2\r\nHIER_1_NAME = Microscope focus level\r\nHIER_1_COUNT = 5",
            "several focal planes",
            SlideProblem.Unsupported),
        ["Slidedat.ini huge"] = (slide => slide.Slidedat += new string('x', 1 << 20), "the limit is 1048576", SlideProblem.Damaged),
        ["Slidedat.ini of endless lines"] = (slide => slide.Slidedat += new string('\n', 100_000), "more than 65536 lines", SlideProblem.Damaged),
        ["Slidedat.ini empty"] = (slide => slide.Slidedat = string.Empty, "has no \\[HIERARCHICAL\\] HIER_COUNT", SlideProblem.Damaged),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (change, message, problem) = Cases[name];
        var slide = MiraxBuilder.Sound();
        change(slide);
        using var folder = new TemporaryFolder();
        var path = slide.WriteTo(folder.Path);

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(MiraxBuilder.SlideId, exception.Message, StringComparison.Ordinal);

        // Told once: the files of the folder are no further failures.
        Assert.True(problem == SlideProblem.Unsupported || exception.SlideFiles.Contains(Path.Combine(folder.Path, "slide", "Data0000.dat")));

        // Nothing stays open.
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("Slidedat.ini")]
    public void Open_WithoutItsCompanion_SaysSo(string missing)
    {
        using var folder = new TemporaryFolder();
        var slide = MiraxBuilder.Sound();
        slide.SlideFile = MiraxBuilder.Picture("JPEG", 9);
        var path = slide.WriteTo(folder.Path);
        if (missing == "folder")
        {
            Directory.Delete(Path.Combine(folder.Path, "slide"), recursive: true);
        }
        else
        {
            File.Delete(Path.Combine(folder.Path, "slide", missing));
        }

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));

        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Contains("is missing; copy it together", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithTheFolderOfAnotherSlide_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = MiraxBuilder.Sound().WriteTo(folder.Path);
        var other = MiraxBuilder.Sound();
        other.Replace(MiraxBuilder.SlideId, new string('B', 32));
        Encoding.ASCII.GetBytes(new string('B', 32)).CopyTo(other.Index, 5);
        other.WriteTo(folder.Path, "other");
        File.Copy(Path.Combine(folder.Path, "other", "Slidedat.ini"), Path.Combine(folder.Path, "slide", "Slidedat.ini"), overwrite: true);

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));

        Assert.Contains("it is of another slide", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "a picture cannot be decoded: The BMP header is damaged")]
    [InlineData("size", "a picture is 15×12; Slidedat.ini says 16×12")]
    public void PaintTile_OfADamagedPicture_SaysWhere(string damage, string message)
    {
        using var folder = new TemporaryFolder();
        var slide = MiraxBuilder.Sound();
        var first = slide.Data.AsSpan().IndexOf("BM6"u8[..2]);
        slide.Data[damage == "cut" ? first : first + 18] = 15;
        using var opened = SlideFormats.Open(slide.WriteTo(folder.Path));

        var exception = Assert.Throws<SlideFormatException>(
            () => opened.Levels[0].TilePainter!.PaintTile(0, new byte[3 * 512 * 512]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(first, exception.Offset);
        Assert.EndsWith("Data0000.dat", exception.Path, StringComparison.Ordinal);
    }

    private static (Action<MiraxBuilder>, string, SlideProblem) Ini(
        string old, string replacement, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (slide => slide.Replace(old, replacement), message, problem);

    private static (Action<MiraxBuilder>, string, SlideProblem) Index(Action<MiraxBuilder> change, string message) =>
        (change, message, SlideProblem.Damaged);
}
