using System.Text.Json;
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
        var compared = CompareFrames(Cmu1.Slide, 0, cmu1.Converted(profile).File("volume-0.dcm"));

        Assert.Equal(new FrameComparison(130, 130, 130, []), compared);
    }

    [ToolFact(Tools.Python, OpenSlide)]
    public void Convert_RealSlide_DecodesToTheSamePixels()
    {
        var compared = ComparePixels(Cmu1.Slide, "0", cmu1.Converted("level-iv").File("volume-0.dcm"));

        Assert.Equal((130, 2220, 2967), (compared.Frames, compared.Width, compared.Height));
        Assert.Empty(compared.Different);
    }

    [ToolTheory(Tools.Python, OpenSlide)]
    [InlineData("thumbnail", "thumbnail.dcm", "level-iv")]
    [InlineData("label", "label.dcm", "identified")]
    [InlineData("macro", "overview.dcm", "identified")]
    public void Convert_AssociatedImages_DecodeToTheSamePixels(string image, string instance, string profile)
    {
        var compared = ComparePixels(Cmu1.Slide, image, cmu1.Converted(profile).File(instance));

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
            var frames = CompareFrames(slide, level, instance);
            Assert.Equal(frames.Tiles, frames.Identical);
            Assert.Equal(frames.Tiles, frames.Frames);
            Assert.Empty(ComparePixels(slide, $"{level}", instance).Different);
        }
    }

    [ToolFact(Tools.Python, OpenSlide)]
    public void Convert_SlideWithATileOfLengthZero_FillsThatTileFromTheLevelAbove()
    {
        using var folder = new TempFolder();
        var slide = SharedSlides.File("synthetic/aperio-zero-tile.svs");

        var converted = ConvertedFolder.Convert(slide, folder["out"], "--key-file", cmu1.Key);

        Assert.Empty(ComparePixels(slide, "0", converted.File("volume-0.dcm")).Different);
        var stored = CompareFrames(slide, 1, converted.File("volume-1.dcm"));
        var filled = Assert.Single(stored.Different);
        // OpenSlide scales the level above with a filter of its own, so that one tile is alike, not the same.
        var different = Assert.Single(ComparePixels(slide, "1", converted.File("volume-1.dcm")).Different);
        Assert.Equal(filled, different.Frame);
        Assert.InRange(different.Mean, 0, 25);
    }

    private static FrameComparison CompareFrames(string slide, int level, string instance) =>
        Parse<FrameComparison>(Tools.RunScript("compare_frames.py", slide, $"{level}", instance));

    private static PixelComparison ComparePixels(string slide, string level, string instance) =>
        Parse<PixelComparison>(Tools.RunScript("compare_pixels.py", slide, level, instance));

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;

    private sealed record FrameComparison(int Frames, int Tiles, int Identical, int[] Different)
    {
        public bool Equals(FrameComparison? other) =>
            other is not null && (Frames, Tiles, Identical) == (other.Frames, other.Tiles, other.Identical)
            && Different.AsSpan().SequenceEqual(other.Different);

        public override int GetHashCode() => HashCode.Combine(Frames, Tiles, Identical);
    }

    private sealed record PixelComparison(int Frames, int Width, int Height, FrameDifference[] Different);

    private sealed record FrameDifference(int Frame, int Max, double Mean);
}
