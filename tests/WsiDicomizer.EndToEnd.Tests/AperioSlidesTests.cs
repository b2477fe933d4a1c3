using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Every Aperio slide that is there converts, or is refused with the right reason.</summary>
public class AperioSlidesTests
{
    private const string Unreadable = "aperio/openslide-python-unreadable.svs";

    [SharedSlidesFact]
    public void Convert_EveryAperioSlide_IsDoneOrRefusedRightly()
    {
        var folder = SharedSlides.File("");
        var slides = Directory.EnumerateFiles(folder, "*.svs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal).ToList();

        Assert.Equal(
            ["aperio/CMU-1-Small-Region.svs", "aperio/openslide-python-small.svs", Unreadable,
                "synthetic/aperio-33005.svs", "synthetic/aperio-classic-rgb.svs", "synthetic/aperio-zero-tile.svs"],
            slides);
        foreach (var slide in slides.Where(slide => slide != Unreadable))
        {
            using var output = new TempFolder();
            ConvertedFolder.Convert(SharedSlides.File(slide), output["out"]).AssertComplete();
        }
    }

    [SharedSlidesFact]
    public void Convert_SlideWithADamagedTile_IsRefusedForTheTile()
    {
        using var folder = new TempFolder();

        var run = Wsidicomizer.Run("convert", SharedSlides.File(Unreadable), "-o", folder["out"]);

        Refusal.AssertClear(run, "openslide-python-unreadable.svs", "(?i)jpeg|marker");
        Assert.Empty(FolderContent.Read(folder["out"]));
    }

    // The codestreams of 33005 are reversible (5/3) and have no component transform: truly RGB, truly lossless.
    [ToolTheory(Tools.Python)]
    [InlineData("synthetic/aperio-33005.svs", "1.2.840.10008.1.2.4.90", "RGB")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "1.2.840.10008.1.2.4.50", "RGB")]
    public void Convert_SyntheticSlide_SaysTrulyHowItIsStored(string slide, string syntax, string photometric)
    {
        using var folder = new TempFolder();

        var converted = ConvertedFolder.Convert(SharedSlides.File(slide), folder["out"]);

        var volume = converted.Describe("volume-0.dcm");
        Assert.Equal((syntax, photometric), (volume["TransferSyntaxUID"], volume["PhotometricInterpretation"]));
        Assert.Equal(("1700", "1300"), (volume["TotalPixelMatrixColumns"], volume["TotalPixelMatrixRows"]));
        var smaller = converted.Describe("volume-1.dcm");
        Assert.Equal(("425", "325"), (smaller["TotalPixelMatrixColumns"], smaller["TotalPixelMatrixRows"]));
        Assert.Equal(volume["00080019"], smaller["00080019"]);
        Assert.Equal(volume["ImagedVolumeWidth"], smaller["ImagedVolumeWidth"]);
        Assert.Equal(@"DERIVED\PRIMARY\VOLUME\RESAMPLED", smaller["ImageType"]);
    }

    [SharedSlidesTheory]
    [InlineData("synthetic/aperio-33005.svs")]
    [InlineData("synthetic/aperio-classic-rgb.svs")]
    [InlineData("synthetic/aperio-zero-tile.svs")]
    public void Convert_SlideWithPlantedIdentity_LeavesNoneOfIt(string slide)
    {
        using var folder = new TempFolder();
        string[] planted =
        [
            "DOE_JANE", "DOE, JANE", "Doe Jane", "S24-0815", "drsmith", "SS7890", "12/29/23", "20231229", "09:59:15",
        ];

        ConvertedFolder.Convert(SharedSlides.File(slide), folder["out"]);

        Assert.NotEmpty(IdentityScan.Find(File.ReadAllBytes(SharedSlides.File(slide)), planted));
        Assert.Empty(IdentityScan.Find(folder["out"], planted));
    }
}
