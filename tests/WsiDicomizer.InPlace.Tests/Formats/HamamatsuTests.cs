using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>NDPI: what other programs left behind or broke, and odd files.</summary>
public sealed class HamamatsuTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    private const TiffTag Reference = (TiffTag)65427;
    private const TiffTag PropertyMap = (TiffTag)65449;
    private const TiffTag Barcode = (TiffTag)65468;

    private string Slide => variants.Get("hamamatsu", "ycc-422").Path;

    // Other programs leave the barcode, and all of the map but its dates.
    [Fact]
    public void LevelIV_BarcodeAndMap_AreNeutralOnEveryPage()
    {
        using var output = new TemporaryFolder();
        using var file = SlideFile.Open(Anonymization.Copy(Slide, output, Anonymization.Rules(AnonymizationLevel.IV)));
        var tiff = Anonymization.TryReadTiff(file)!;
        Assert.Equal(3, tiff.Directories.Count);
        Assert.All(tiff.Directories, page =>
        {
            Assert.Matches("^X+$", page.ReadText(Barcode));
            Assert.Matches("^X+$", page.ReadText(Reference));
            var map = page.ReadText(PropertyMap)!;
            Assert.Contains("\nCreated=1900/01/01 00:00:00\r", map, StringComparison.Ordinal);
            Assert.Contains("\nUpdated=1900/01/01\r", map, StringComparison.Ordinal);
            Assert.Matches("\nNDP\\.S/N=X+\r", map);
            Assert.Matches("\nMacro\\.S/N=X+\r", map);
            Assert.Matches("\nSlide\\.Name=X+\r", map);
            Assert.Contains("\nstage.center=181275,592133\r", map, StringComparison.Ordinal);
            Assert.Equal("1900:01:01 00:00:00", page.ReadText(TiffTag.DateTime));
            Assert.Equal("Hamamatsu", page.ReadText(TiffTag.Make));
            Assert.Equal("C13239-01", page.ReadText(TiffTag.Model));
            Assert.Equal("NDP.scan 3.2.15", page.ReadText(TiffTag.Software));
        });
    }

    // A macro that is linked and no picture keeps OpenSlide from opening the slide.
    [Theory]
    [InlineData(AnonymizationLevel.II)]
    [InlineData(AnonymizationLevel.III)]
    [InlineData(AnonymizationLevel.IV)]
    public void Macro_EveryLevel_IsLinkedNoMoreAndTheMapIs(AnonymizationLevel level)
    {
        using var output = new TemporaryFolder();
        var plan = Anonymization.Plan(Slide, Anonymization.Rules(level));
        CopyWriter.Write(plan, output.Path, CancellationToken.None);
        using var file = SlideFile.Open(output.Combine(plan.NewFileNames[0]));
        var lenses = Anonymization.TryReadTiff(file)!.Directories.Select(page => page.ReadSigned((TiffTag)65421)).ToList();
        Assert.DoesNotContain(-1.0, lenses);
        Assert.Contains(-2.0, lenses);
        Assert.Equal(
            [level == AnonymizationLevel.II ? PlaceAction.Unlinked : PlaceAction.OverwrittenAndUnlinked, PlaceAction.Kept],
            plan.Places.Where(place => place.Kind == IdentityKind.MacroImage).Select(place => place.Action).Order());
    }

    [Fact]
    public void Map_InOtherPixelsThanScannersWrite_Goes()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu", "ycc-422", place.Path);
        Patch(path, tiff => tiff.Directories[^1].Find(TiffTag.SamplesPerPixel)!.Value.Value!.Value.Offset, [2, 0]);
        var plan = Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.III));
        Assert.Equal(2, plan.Places.Count(place => place.Action == PlaceAction.OverwrittenAndUnlinked));
    }

    [Fact]
    public void Value_InTheStripOfALevel_IsRefusedAndNothingChanges()
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy("hamamatsu", "ycc-422", place.Path);
        Patch(
            path,
            tiff => tiff.Directories[1].Find(Reference)!.Value.Field.Offset + 8,
            file => BitConverter.GetBytes((uint)Anonymization.Segments(Anonymization.TryReadTiff(file)!.Directories[0]).First().Offset + 1000));
        var bytes = File.ReadAllBytes(path);
        Assert.Throws<AnonymizationException>(() => Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.IV)));
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void UnknownKeys_Refused_AreNamedAndNoValueIs()
    {
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { UnknownKeys = UnknownKeyRule.Refuse };
        var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(Slide, rules));
        Assert.Contains("\"Slide.Name\"", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S24-0815", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeptKey_Value_Stays()
    {
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { KeptKeys = new HashSet<string> { "NDP.S/N" } };
        using var output = new TemporaryFolder();
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Anonymization.Copy(Slide, output, rules)));
        Assert.Contains("NDP.S/N=SS", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Macro.S/N=MSS", text, StringComparison.Ordinal);
    }

    // Pointers of 64 bits: offsets beyond 4 GiB lose nothing, in the chain, the strips and the values.
    [Fact]
    public void InPlace_Beyond4GiB_TakesTheMacroAndLeavesTheLevels()
    {
        using var place = new TemporaryFolder();
        var path = place.Combine("DOE.ndpi");
        HamamatsuSyntheticSlide.Write(path, new HamamatsuSyntheticOptions { HoleBytes = 5L << 30 });
        var stored = Anonymization.StoredPictures(path);
        var tiles = Tiles.Digest(path, []);
        var plan = Anonymization.Plan(path, Anonymization.Rules(AnonymizationLevel.III));
        InPlaceWriter.Write(plan);
        path = place.Combine(plan.NewFileNames[0]);
        Assert.Equal(tiles, Tiles.Digest(path, []));
        using var file = SlideFile.Open(path);
        var tail = Anonymization.Read(file, new ByteRange(5L << 30, file.Length - (5L << 30)));
        Assert.All(stored, strip => Assert.Equal(-1, tail.AsSpan().IndexOf(strip.AsSpan(700, 64))));
        using var slide = SlideFormats.Open(path);
        Assert.Single(slide.AssociatedImages);
    }

    private static void Patch(string path, Func<TiffFile, long> locate, byte[] bytes) => Patch(path, locate, _ => bytes);

    private static void Patch(string path, Func<TiffFile, long> locate, Func<SlideFile, byte[]> makeBytes)
    {
        long offset;
        byte[] bytes;
        using (var file = SlideFile.Open(path))
        {
            offset = locate(Anonymization.TryReadTiff(file)!);
            bytes = makeBytes(file);
        }

        using var stream = File.OpenWrite(path);
        stream.Position = offset;
        stream.Write(bytes);
    }
}
