using System.Buffers.Binary;
using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.HamamatsuVms;

/// <summary>Damage as data: a sound slide, a change, and what the error must say.</summary>
public class VmsDamageTests
{
    private static readonly Dictionary<string, (Func<VmsBuilder> Build, string Message, SlideProblem Problem)> Cases = new()
    {
        ["no columns"] = Vms(slide => slide.Replace("NoJpegColumns=2", "NoJpegColumns=0"), "NoJpegColumns is not a number from 1 to 1024"),
        ["columns of words"] = Vms(slide => slide.Replace("NoJpegColumns=2", "NoJpegColumns=DOE"), "NoJpegColumns is not a number"),
        ["too many columns"] = Vms(slide => slide.Replace("NoJpegColumns=2", "NoJpegColumns=99999"), "NoJpegColumns is not a number from"),
        ["too many images"] = Vms(slide => slide.Replace("NoJpegColumns=2", "NoJpegColumns=1000").Replace("NoJpegRows=1", "NoJpegRows=1000"), "names 1000000 image files; the limit is 4096"),
        ["rows negative"] = Vms(slide => slide.Replace("NoJpegRows=1", "NoJpegRows=-1"), "NoJpegRows is not a number"),
        ["layers of none"] = Vms(slide => slide.Replace("NoLayers=1", "NoLayers=0"), "NoLayers is not a number from 1 to 64"),
        ["a layer that is not named"] = Vms(slide => slide.Replace("NoLayers=1", "NoLayers=2"), "the key ImageFile\\(1,0,0\\) is missing"),
        ["no image file"] = Vms(slide => slide.Replace("ImageFile=a_0.jpg", "ImageFile="), "the key ImageFile is missing or empty"),
        ["second image not named"] = Vms(slide => slide.Replace("ImageFile(1,0)", "ImageFile(7,0)"), "the key ImageFile\\(1,0\\) is missing"),
        ["image file in another folder"] = Vms(slide => slide.Replace("=a_0.jpg", "=../a_0.jpg"), "ImageFile names a file in another folder"),
        ["image file by its path"] = Vms(slide => slide.Replace("=a_0.jpg", "=/etc/passwd"), "ImageFile names a file in another folder"),
        ["image file on a drive"] = Vms(slide => slide.Replace("=a_0.jpg", "=C:a_0.jpg"), "ImageFile names a file in another folder"),
        ["image file that is the folder"] = Vms(slide => slide.Replace("=a_0.jpg", "=."), "ImageFile names a file in another folder"),
        ["image file lost"] = Vms(slide => Without(slide, "a_1.jpg"), "the file that ImageFile\\(1,0\\) names is missing; all files"),
        ["map lost"] = Vms(slide => Without(slide, "a_map.jpg"), "the file that MapFile names is missing"),
        ["macro lost"] = Vms(slide => Without(slide, "a_macro.jpg"), "the file that MacroImage names is missing"),
        ["image empty"] = Vms(slide => slide.Change("a_0.jpg", _ => []), "JPEG file"),
        ["image no JPEG"] = Vms(slide => slide.Change("a_0.jpg", bytes => Set(bytes, 0, 0)), "JPEG file is damaged: at offset 0 expected a marker"),
        ["image cut in its header"] = Vms(slide => slide.Change("a_0.jpg", bytes => bytes[..100]), "JPEG file"),
        ["image without data"] = Vms(slide => slide.Change("a_0.jpg", bytes => bytes[..700]), "JPEG stream"),
        ["image of no width"] = Vms(slide => slide.Change("a_0.jpg", bytes => Size(bytes, 0, 64)), "does not say its size", SlideProblem.Unsupported),
        ["image progressive"] = Vms(slide => slide.Change("a_0.jpg", bytes => Set(bytes, Frame(bytes) + 1, 0xC2)), "JPEG", SlideProblem.Unsupported),
        ["images of two heights"] = Vms(slide => slide.Change("a_1.jpg", _ => VmsBuilder.Jpeg(128, 48)), "column 1, row 0 of the grid is 128.48; it does not fit"),
        ["images no tile divides"] = Vms(Odd, "no tile of 64 to 4096 pixels divides", SlideProblem.Unsupported),
        ["map larger than the image"] = Vms(slide => slide.Change("a_map.jpg", _ => VmsBuilder.Jpeg(512, 128)), "the map is 512.128, which is not the image"),
        ["map of another shape"] = Vms(slide => slide.Change("a_map.jpg", _ => VmsBuilder.Jpeg(64, 64)), "the map is 64.64, which is not the image"),
        ["macro no JPEG"] = Vms(slide => slide.Change("a_macro.jpg", _ => new byte[100]), "JPEG file"),
        ["index too long"] = Vms(slide => slide.Replace("Room=MRN-4711", "Room=" + new string('x', 70_000)), "aperio: ", SlideProblem.NotThisFormat),
        ["index with a NUL"] = Vms(slide => slide.Replace("Room=MRN", "Room=\0MRN"), "aperio: ", SlideProblem.NotThisFormat),
        ["another section"] = Vms(slide => slide.Replace("[Virtual Microscope Specimen]", "[My Virtual Microscope Specimen]"), "aperio: ", SlideProblem.NotThisFormat),
        ["NGR in several files"] = Vmu(slide => slide.Replace("ImageFile=b.ngr", "NoJpegColumns=2\nImageFile=b.ngr"), "uncompressed one \\(VMU\\) in several files", SlideProblem.Unsupported),
        ["NGR without its mark"] = Vmu(slide => slide.Change("b.ngr", bytes => Set(bytes, 0, (byte)'X')), "expected the header of an NGR"),
        ["NGR shorter than its header"] = Vmu(slide => slide.Change("b.ngr", bytes => bytes[..20]), "expected the header of an NGR"),
        ["NGR of no width"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 4, 0)), "expected a width and a height"),
        ["NGR of negative height"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 8, -5)), "expected a width and a height"),
        ["NGR columns that do not fit"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 12, 50)), "columns that divides the image's"),
        ["NGR columns of none"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 12, 0)), "columns that divides the image's"),
        ["NGR pixels before the header's end"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 24, 3)), "pixels to lie within the file"),
        ["NGR cut off"] = Vmu(slide => slide.Change("b.ngr", bytes => bytes[..^1]), "pixels to lie within the file"),
        ["NGR huge"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(Word(bytes, 8, 1 << 24), 4, 32 << 15)), "pixels to lie within the file"),
        ["NGR beyond the limit"] = Vmu(slide => slide.Change("b.ngr", bytes => Word(bytes, 4, int.MaxValue)), "expected a width and a height of 1 to 16777216"),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (build, message, problem) = Cases[name];
        using var slide = build();
        var path = slide.Write();

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path).Dispose());

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant | RegexOptions.Singleline), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileLost_NamesTheIndexAndNotWhatItSays()
    {
        using var slide = VmsBuilder.Compressed().Replace("=a_map.jpg", "=DOE_JANE.jpg");
        var path = slide.Write();

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path).Dispose());

        Assert.Equal(Path.GetFullPath(path), exception.Path);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
        Assert.Equal("DOE_JANE", File.ReadAllText(path)[(int)exception.Offset!.Value..][..8]);
    }

    [Fact]
    public void MakeTiles_DamagedScan_SaysWhichFile()
    {
        using var builder = VmsBuilder.Compressed();
        builder.Change("a_1.jpg", bytes => [.. bytes[..^200], .. Enumerable.Repeat((byte)0xFE, 198), 0xFF, 0xD9]);
        using var slide = SlideFormats.Open(builder.Write());
        var maker = slide.Levels[0].TileMaker!;

        Assert.NotEmpty(maker.MakeTiles(0, 1));
        var exception = Assert.Throws<SlideFormatException>(() => maker.MakeTiles(0, slide.Levels[0].TileColumns));

        Assert.EndsWith("a_1.jpg", exception.Path, StringComparison.Ordinal);
        Assert.True(exception.Offset > 0);
    }

    private static (Func<VmsBuilder>, string, SlideProblem) Vms(
        Func<VmsBuilder, VmsBuilder> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (() => change(VmsBuilder.Compressed()), message, problem);

    private static (Func<VmsBuilder>, string, SlideProblem) Vmu(
        Func<VmsBuilder, VmsBuilder> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        (() => change(VmsBuilder.Uncompressed()), message, problem);

    private static VmsBuilder Without(VmsBuilder slide, string name)
    {
        slide.Files.Remove(name);
        return slide;
    }

    private static VmsBuilder Odd(VmsBuilder slide)
    {
        slide.Files["a_0.jpg"] = VmsBuilder.Jpeg(136, 64);
        slide.Files["a_1.jpg"] = VmsBuilder.Jpeg(136, 64);
        return slide.Change("a_0.jpg", _ => VmsBuilder.Jpeg(131, 64)).Change("a_1.jpg", _ => VmsBuilder.Jpeg(131, 64));
    }

    private static byte[] Set(byte[] bytes, int offset, byte value)
    {
        bytes[offset] = value;
        return bytes;
    }

    private static byte[] Word(byte[] bytes, int offset, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);
        return bytes;
    }

    private static byte[] Size(byte[] bytes, ushort width, ushort height)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Frame(bytes) + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Frame(bytes) + 7), width);
        return bytes;
    }

    private static int Frame(byte[] bytes) => bytes.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
}
