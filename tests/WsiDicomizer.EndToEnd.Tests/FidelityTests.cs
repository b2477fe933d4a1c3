using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>No pixel changes: stored data is copied, and decodes to what OpenSlide renders from the source.</summary>
public class FidelityTests(Cmu1 cmu1) : IClassFixture<Cmu1>
{
    private const string OpenSlide = "openslide-show-properties";

    [ToolTheory(Tools.Python)]
    [InlineData("level-iv")]
    [InlineData("identified")]
    public void Convert_RealSlide_CopiesTheEntropyCodedDataOfEveryFrame(string profile)
    {
        var compared = FrameComparison.Run(Cmu1.Slide, 0, cmu1.Converted(profile).File("volume-0.dcm"));

        Assert.Equal((130, 130, 130), (compared.Frames, compared.Tiles, compared.Identical));
        Assert.Empty(compared.Different);
    }

    [ToolFact(Tools.Python, OpenSlide)]
    public void Convert_RealSlide_DecodesToTheSamePixels()
    {
        var compared = PixelComparison.Run(Cmu1.Slide, "0", cmu1.Converted("level-iv").File("volume-0.dcm"));

        Assert.Equal((130, 2220, 2967), (compared.Frames, compared.Width, compared.Height));
        Assert.Empty(compared.Different);
    }

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("thumbnail", "thumbnail.dcm", "level-iv")]
    [InlineData("label", "label.dcm", "identified")]
    [InlineData("macro", "overview.dcm", "identified")]
    public void Convert_AssociatedImages_DecodeToTheSamePixels(string image, string instance, string profile)
    {
        var compared = PixelComparison.Run(Cmu1.Slide, image, cmu1.Converted(profile).File(instance));

        Assert.Equal(1, compared.Frames);
        Assert.Empty(compared.Different);
    }

    [ToolFact(Tools.Python)]
    public void Convert_Label_IsLossless()
    {
        var label = cmu1.Converted("identified").Describe("label.dcm");

        string[] lossless =
        [
            "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.5",
            "1.2.840.10008.1.2.4.70",
        ];
        Assert.Contains(label["TransferSyntaxUID"], lossless);
        Assert.Equal("00", label["LossyImageCompression"]);
    }

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("synthetic/aperio-classic-rgb.svs")]
    [InlineData("synthetic/aperio-33005.svs")]
    public void Convert_SyntheticSlide_CopiesAndDecodesEveryLevel(string name)
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File(name);

        var converted = ConvertedFolder.Convert(slide, folder["out"], "--key-file", cmu1.Key);

        for (var level = 0; level < 2; level++)
        {
            var instance = converted.File($"volume-{level}.dcm");
            var frames = FrameComparison.Run(slide, level, instance);
            Assert.Equal(frames.Tiles, frames.Identical);
            Assert.Equal(frames.Tiles, frames.Frames);
            Assert.Empty(PixelComparison.Run(slide, $"{level}", instance).Different);
        }
    }

    [ToolFact(Tools.Python, OpenSlide)]
    public void Convert_SlideWithATileOfLengthZero_FillsThatTileFromTheLevelAbove()
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File("synthetic/aperio-zero-tile.svs");

        var converted = ConvertedFolder.Convert(slide, folder["out"], "--key-file", cmu1.Key);

        Assert.Empty(PixelComparison.Run(slide, "0", converted.File("volume-0.dcm")).Different);
        var stored = FrameComparison.Run(slide, 1, converted.File("volume-1.dcm"));
        var filled = Assert.Single(stored.Different);
        // OpenSlide scales the level above with a filter of its own, so that one tile is alike, not the same.
        var different = Assert.Single(PixelComparison.Run(slide, "1", converted.File("volume-1.dcm")).Different);
        Assert.Equal(filled, different.Frame);
        Assert.InRange(different.Mean, 0, 25);
    }
}
