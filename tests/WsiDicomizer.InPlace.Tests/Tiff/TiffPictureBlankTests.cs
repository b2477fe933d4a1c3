using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Tiff;

/// <summary>White pictures in pages that stay linked, on pages of an OME-TIFF, which all do.</summary>
public sealed class TiffPictureBlankTests
{
    private static readonly AnonymizationRules Rules = new() { Level = AnonymizationLevel.III };

    [Theory]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(5, true)]
    [InlineData(8, true)]
    public void Anonymize_StripsTooShortForTheirOwn_ShareWhatTheyHaveTogether(int compression, bool big)
    {
        // 12 × 12 pixels in strips of 4 rows; the second and third have no room for a white one.
        using var built = new BuiltSlide("DOE.ome.tif", Build(compression, big, [Noise(300), Noise(5), Noise(5)]));
        var path = built.Anonymize(AnonymizationLevel.III);
        using var slide = SlideFormats.Open(path);
        var label = slide.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Label);
        Assert.All(label.ReadPixels(), sample => Assert.Equal(255, sample));
        using var file = SlideFile.Open(path);
        var offsets = TiffFile.Read(file, TiffLimits.Default).Directories[1].ReadIntegers(TiffTag.StripOffsets)!;
        Assert.Equal(offsets[0], offsets[2]);
        Assert.True(BuiltSlide.Plan(path, Rules).ChangesNothing);
    }

    [Fact]
    public void Plan_StripsTooShortTogether_IsRefused()
    {
        using var built = new BuiltSlide("DOE.ome.tif", Build(5, false, [Noise(6), Noise(5), Noise(5)]));
        Assert.Throws<AnonymizationException>(() => built.Plan(Rules));
    }

    [Fact]
    public void Anonymize_StripThatIsNotStored_StaysSo()
    {
        using var built = new BuiltSlide("DOE.ome.tif", Build(5, false, [Noise(300), [], Noise(300)]));
        using var file = SlideFile.Open(built.Anonymize(AnonymizationLevel.II));
        var page = TiffFile.Read(file, TiffLimits.Default).Directories[1];
        Assert.Equal(0UL, page.ReadIntegers(TiffTag.StripByteCounts)![1]);
        Assert.Contains(built.Places, place => place is { Kind: IdentityKind.LabelImage, Action: PlaceAction.Blanked });
    }

    [Fact]
    public void Plan_CompressionThatNobodyWritesHere_IsRefused()
    {
        // JPEG XR; the reader knows the page by the XML alone.
        using var built = new BuiltSlide("DOE.ome.tif", Build(22610, false, [Noise(300), Noise(300), Noise(300)]));
        Assert.ThrowsAny<Exception>(() => built.Plan(Rules));
        Assert.Empty(Directory.EnumerateFileSystemEntries(built.Output));
    }

    private static byte[] Build(int compression, bool big, byte[][] strips)
    {
        var pages = OmeBuilder.Slide();
        pages[1] = new TestPage { Tags = pages[1].Tags, Strips = strips };
        pages[1].With(TestTag.Short(259, (ulong)compression));
        return AperioBuilder.Build(pages, big);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
