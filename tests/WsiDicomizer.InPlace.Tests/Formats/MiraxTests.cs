using System.IO.Compression;
using System.Text;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using TemporaryFolder = WsiDicomizer.InPlace.Tests.Running.TemporaryFolder;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>What is special about MIRAX.</summary>
public sealed class MiraxTests : IDisposable
{
    private const string LayerOf4 = "NONHIER_0_COUNT = 4";

    private readonly TemporaryFolder _input = new();
    private readonly TemporaryFolder _output = new();

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    [Fact]
    public void LevelIV_SlideId_IsTheSameOneEverywhere()
    {
        var path = Copy(MiraxBuilder.Sound(), AnonymizationLevel.IV);
        var id = IdOf(path);
        Assert.Matches("^[0-9A-F]{32}$", id);
        Assert.NotEqual(MiraxBuilder.SlideId, id);
        Assert.Equal("01.02" + id, Encoding.ASCII.GetString(Read(path, "Index.dat"), 0, 37));
        Assert.Equal("01.02" + id + "000", Encoding.ASCII.GetString(Read(path, "Data0000.dat"), 0, 40));
        Assert.Equal(0, Count(_output.Path, Encoding.ASCII.GetBytes(MiraxBuilder.SlideId[..12])));
    }

    [Fact]
    public void LevelIV_SlideIdInUtf16_IsReplacedAsFarAsItStands()
    {
        var builder = MiraxBuilder.Sound();
        builder.Data.AsSpan(5, 59).Clear();
        Encoding.Unicode.GetBytes(MiraxBuilder.SlideId).AsSpan(0, 40).CopyTo(builder.Data.AsSpan(5));
        var path = Copy(builder, AnonymizationLevel.IV);
        Assert.Equal(IdOf(path)[..20], Encoding.Unicode.GetString(Read(path, "Data0000.dat"), 5, 40));
        Assert.Equal(0, Count(_output.Path, Encoding.Unicode.GetBytes(MiraxBuilder.SlideId[..8])));
    }

    [Fact]
    public void LevelIV_NameKept_SlideIdSaysNothingOfTheName()
    {
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { KeepName = true };
        var path = Anonymization.Copy(MiraxBuilder.Sound().WriteTo(_input.Path, "DOE"), _output, rules);
        Assert.Equal(new string('0', 32), IdOf(path));
        Assert.Equal("DOE.mrxs", Path.GetFileName(path));
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Fact]
    public void LevelIV_UnusualNamesAndSections_GetOthersThatFit()
    {
        var builder = MiraxBuilder.Sound();
        builder.Replace("INDEXFILE = Index.dat", "INDEXFILE = Doe_Jane_i.dat");
        builder.Replace("FILE_0 = Data0000.dat", "FILE_0 = Doe 0.dat");
        builder.Replace("LAYER_0_LEVEL_1_SECTION\r\n", "DOE JANE\r\n");
        builder.Replace("[LAYER_0_LEVEL_1_SECTION]", "[DOE JANE]");
        builder.Replace("[DATAFILE]", "# scanned for Doe\r\n[DATAFILE]");
        var source = builder.WriteTo(_input.Path, "DOE");
        var folder = Path.ChangeExtension(source, null);
        File.Move(Path.Combine(folder, "Index.dat"), Path.Combine(folder, "Doe_Jane_i.dat"));
        File.Move(Path.Combine(folder, "Data0000.dat"), Path.Combine(folder, "Doe 0.dat"));

        var rules = Anonymization.Rules(AnonymizationLevel.IV);
        var path = Anonymization.Copy(source, _output, rules);
        Assert.Equal(["D0.dat", "Index-0.dat", "Slidedat.ini"], Names(path));
        Assert.DoesNotContain("DOE", Encoding.UTF8.GetString(Read(path, "Slidedat.ini")), StringComparison.OrdinalIgnoreCase);
        using var before = SlideFormats.Open(source);
        using var after = SlideFormats.Open(path);
        Assert.Equal(before.Levels.Select(level => level.Size), after.Levels.Select(level => level.Size));
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Fact]
    public void LevelI_UnusualNames_GetOthersToo()
    {
        var builder = MiraxBuilder.Sound();
        builder.Replace("FILE_0 = Data0000.dat", "FILE_0 = Doe_Jane_0.dat");
        var source = builder.WriteTo(_input.Path);
        File.Move(Path.Combine(_input.Path, "slide", "Data0000.dat"), Path.Combine(_input.Path, "slide", "Doe_Jane_0.dat"));
        var path = Anonymization.Copy(source, _output, Anonymization.Rules(AnonymizationLevel.I));
        Assert.Equal(["Data-0.dat", "Index.dat", "Slidedat.ini"], Names(path));
        using var slide = SlideFormats.Open(path);
        Assert.Equal(3, slide.AssociatedImages.Count);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(60)]
    [InlineData(400)]
    public void LevelIV_DeflatedText_IsAStreamOfTheSameLengthsThatSaysNothing(int characters)
    {
        var text = Encoding.ASCII.GetBytes("<Info Patient='DOE'/>".PadRight(characters)[..characters]);
        var builder = MiraxBuilder.Sound();
        var (offset, stored) = AppendText(builder, Deflate(text));
        var path = Copy(builder, AnonymizationLevel.IV);
        var data = Read(path, "Data0000.dat");
        var inflated = Inflate(data.AsSpan(offset, stored.Length).ToArray());
        Assert.Equal(text.Length, inflated.Length);
        Assert.Equal("<a/>", Encoding.ASCII.GetString(inflated).TrimEnd());
        Assert.True(Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.IV)).ChangesNothing);
    }

    [Fact]
    public void LevelIV_TextThatIsNoXml_GoesWithTheBytesAroundIt()
    {
        var builder = MiraxBuilder.Sound();
        var (offset, stored) = AppendText(builder, [1, 2, 3, .. "host of Doe"u8, 9, 0x65, 0xF1, 0x20, 0x67]);
        var path = Copy(builder, AnonymizationLevel.IV);
        Assert.Equal(0, Read(path, "Data0000.dat").AsSpan(offset, stored.Length).IndexOfAnyExcept((byte)0) + 1);
    }

    [Fact]
    public void LevelII_Pictures_AreNamedEmptyAndStillThere()
    {
        var builder = MiraxBuilder.Sound();
        var label = MiraxBuilder.Jpeg(new byte[3 * 24 * 18], 24, 18);
        var path = Copy(builder, AnonymizationLevel.II);
        using var slide = SlideFormats.Open(path);
        Assert.All(slide.AssociatedImages, image => Assert.Equal(AssociatedImageKind.Thumbnail, image.Kind));
        Assert.Equal(3, Count(_output.Path, label));
        var text = Encoding.UTF8.GetString(Read(path, "Slidedat.ini"));
        Assert.Matches(@"NONHIER_0_VAL_1 = +ScanDataLayer_Empty\r\n", text);
        Assert.Equal(builder.Slidedat.Length, text.TrimStart('\uFEFF').Length);
    }

    [Fact]
    public void LevelIII_Pictures_AreBlankOnesOfTheirSizeInTheirPlaces()
    {
        var builder = MiraxBuilder.Sound();
        builder.SlideFile = MiraxBuilder.Jpeg(new byte[3 * 24 * 18], 24, 18);
        var label = builder.SlideFile;
        var place = builder.Data.AsSpan().IndexOf(label);
        var rules = Anonymization.Rules(AnonymizationLevel.III) with { Thumbnail = PictureRule.Drop };
        var path = Anonymization.Copy(builder.WriteTo(_input.Path), _output, rules);
        Assert.Equal(0, Count(_output.Path, label));
        var data = Read(path, "Data0000.dat");
        foreach (var stream in new[] { 0, 1, 2 }.Select(i => data.AsSpan(place + (i * label.Length), label.Length).ToArray()).Append(File.ReadAllBytes(path)))
        {
            using var codec = new JpegCodec(JpegLimits.Default);
            var image = codec.Decode(stream);
            Assert.Equal((24, 18), (image.Size.Width, image.Size.Height));
            Assert.All(image.Samples, sample => Assert.Equal(255, sample));
        }

        using var slide = SlideFormats.Open(path);
        Assert.Empty(slide.AssociatedImages);
    }

    [Fact]
    public void Thumbnail_InASecondLayer_IsFoundByItsRecordNumber()
    {
        var builder = MiraxBuilder.Sound();
        builder.Replace("NONHIER_COUNT = 2", "NONHIER_COUNT = 3");
        builder.Replace("NONHIER_1_", "NONHIER_2_");
        builder.Replace(LayerOf4, "NONHIER_0_COUNT = 2\r\nNONHIER_1_NAME = Scan data layer\r\nNONHIER_1_COUNT = 2");
        builder.Replace("NONHIER_0_VAL_2 ", "NONHIER_1_VAL_0 ");
        builder.Replace("NONHIER_0_VAL_3 ", "NONHIER_1_VAL_1 ");
        var label = MiraxBuilder.Jpeg(new byte[3 * 24 * 18], 24, 18);
        var source = builder.WriteTo(_input.Path);
        using (var slide = SlideFormats.Open(source))
        {
            Assert.Equal(3, slide.AssociatedImages.Count);
        }

        var rules = Anonymization.Rules(AnonymizationLevel.III) with { Thumbnail = PictureRule.Drop, Label = PictureRule.Keep, Overview = PictureRule.Keep };
        var path = Anonymization.Copy(source, _output, rules);
        using var after = SlideFormats.Open(path);
        Assert.Equal([AssociatedImageKind.Macro, AssociatedImageKind.Label], after.AssociatedImages.Select(image => image.Kind));
        Assert.Equal(2, Count(_output.Path, label));
    }

    [Fact]
    public void ForeignFiles_AreRefusedRemovedOrKeptAsTheRulesSay()
    {
        var source = MiraxBuilder.Sound().WriteTo(_input.Path, "DOE");
        File.WriteAllText(Path.Combine(_input.Path, "DOE", "Notes.txt"), "Patient: Jane Doe");
        var rules = Anonymization.Rules(AnonymizationLevel.IV);
        var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(source, rules with { Sidecars = SidecarRule.Refuse }));
        Assert.Contains("--sidecars remove", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Notes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["Data0000.dat", "Index.dat", "Notes.txt", "Slidedat.ini"],
            Names(Anonymization.Copy(source, _output, rules with { Sidecars = SidecarRule.Keep })));
        Assert.Equal(1, Count(_output.Path, "Patient: Jane Doe"u8.ToArray()));
        using var other = new TemporaryFolder();
        Assert.Equal(["Data0000.dat", "Index.dat", "Slidedat.ini"], Names(Anonymization.Copy(source, other, rules)));
    }

    [Fact]
    public void FolderInTheSlidesFolder_IsRefused()
    {
        var source = MiraxBuilder.Sound().WriteTo(_input.Path, "DOE");
        Directory.CreateDirectory(Path.Combine(_input.Path, "DOE", "Doe"));
        var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(source, Anonymization.Rules(AnonymizationLevel.I)));
        Assert.DoesNotContain("Doe", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void UnknownKeys_AreRefusedWhereTheRulesSaySo()
    {
        var source = MiraxBuilder.Sound().WriteTo(_input.Path);
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { UnknownKeys = UnknownKeyRule.Refuse };
        Assert.Contains("\"DOCTOR\"", Assert.Throws<AnonymizationException>(() => Anonymization.Plan(source, rules)).Message, StringComparison.Ordinal);
    }

    private string Copy(MiraxBuilder builder, AnonymizationLevel level) =>
        Anonymization.Copy(builder.WriteTo(_input.Path), _output, Anonymization.Rules(level));

    /// <summary>A text at the end of the data file, which takes the place of the one that the slide has.</summary>
    private static (int Offset, byte[] Stored) AppendText(MiraxBuilder builder, byte[] text)
    {
        var offset = builder.Data.Length;
        builder.Data = [.. builder.Data, .. text];
        builder.SetIndex("page layer 3", 16, offset);
        builder.SetIndex("page layer 3", 20, text.Length);
        return (offset, text);
    }

    private static byte[] Deflate(byte[] text)
    {
        var output = new MemoryStream();
        using (var stream = new ZLibStream(output, CompressionLevel.Fastest))
        {
            stream.Write(text);
        }

        return output.ToArray();
    }

    private static byte[] Inflate(byte[] stored)
    {
        using var stream = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
        var output = new MemoryStream();
        stream.CopyTo(output);
        return output.ToArray();
    }

    private static string IdOf(string path)
    {
        var text = Encoding.UTF8.GetString(Read(path, "Slidedat.ini"));
        var start = text.IndexOf("SLIDE_ID = ", StringComparison.Ordinal) + "SLIDE_ID = ".Length;
        return text.Substring(start, 32);
    }

    private static byte[] Read(string path, string name) => File.ReadAllBytes(Path.Combine(Path.ChangeExtension(path, null), name));

    private static List<string> Names(string path) =>
        [.. Directory.EnumerateFiles(Path.ChangeExtension(path, null)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static int Count(string folder, byte[] piece)
    {
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
            for (int at; (at = rest.IndexOf(piece)) >= 0; rest = rest[(at + piece.Length)..])
            {
                count++;
            }
        }

        return count;
    }
}
