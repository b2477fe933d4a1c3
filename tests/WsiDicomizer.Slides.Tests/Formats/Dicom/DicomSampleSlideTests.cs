using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Dicom;

/// <summary>DICOM of other makers.</summary>
public class DicomSampleSlideTests
{
    [SharedSlidesTheory]
    [InlineData("google-multiframe-jp2k-camelyon.dcm", 1696, 812, 28, TileCompression.Jpeg2000)]
    [InlineData("google-wsi2dcm-raw.dicom", 957, 715, 12, TileCompression.Uncompressed)]
    [InlineData("highdicom-sm_image.dcm", 50, 50, 25, TileCompression.Uncompressed)]
    [InlineData("highdicom-sm_image_jpegls.dcm", 50, 50, 25, TileCompression.JpegLs)]
    [InlineData("highdicom-sm_image_jpegls_nobot.dcm", 50, 50, 25, TileCompression.JpegLs)]
    [InlineData("openslide-boxes_0.dcm", 16, 16, 1, TileCompression.Jpeg)]
    public void Open_Sample_IsASlideOfOneLevel(string name, int width, int height, int tiles, TileCompression compression)
    {
        using var slide = SlideFormats.Open(SharedSlides.File("dicom-wsi/" + name));

        var level = Assert.Single(slide.Levels);
        Assert.Equal(new PixelSize(width, height), level.Size);
        Assert.Equal(tiles, level.TileCount);
        Assert.Equal(compression, level.Encoding.Compression);
        Assert.All(Enumerable.Range(0, tiles), tile => Assert.True(level.GetTileRange(tile).Length > 0));
        Assert.NotNull(level.Spacing);
    }

    [SharedSlidesFact]
    public void Open_FolderOfASeries_HasItsPictures()
    {
        using var slide = SlideFormats.Open(SharedSlides.File("dicom-wsi/napari-wsi-CMU-1-Small-Region"));

        Assert.Equal(new PixelSize(2220, 2967), Assert.Single(slide.Levels).Size);
        Assert.Equal(
            [AssociatedImageKind.Thumbnail, AssociatedImageKind.Label, AssociatedImageKind.Macro],
            slide.AssociatedImages.Select(image => image.Kind));
        Assert.All(slide.AssociatedImages, image =>
        {
            Assert.NotNull(image.TryReadJpeg());
            Assert.Equal(image.Size.Area * 3, image.ReadPixels().Length);
        });
    }

    [SharedSlidesFact]
    public void Open_Annotations_IsNoSlide()
    {
        var exception = Assert.Throws<SlideFormatException>(
            () => SlideFormats.Open(SharedSlides.File("dicom-wsi/highdicom-sm_annotations.dcm")));

        Assert.Equal(SlideProblem.NotThisFormat, exception.Problem);
        Assert.Contains("SOPClassUID", exception.Message, StringComparison.Ordinal);
    }

    [SharedSlidesFact]
    public void IdentityRecords_OfAnInventedCase_HoldIt()
    {
        using var slide = SlideFormats.Open(SharedSlides.File("dicom-wsi/google-multiframe-jp2k-camelyon.dcm"));

        string[] expected =
        [
            "GenLast^Bruce", "Camelyon16", "Example Hospital", "GO-1692287590758", "Arginase uV-Skin test",
            "EPATHC-Encrinology Pathology Consult", "Z12.83", "16730303",
        ];
        Assert.All(expected, value => Assert.Contains(slide.IdentityRecords, record => record.Value == value));
        Assert.Contains(slide.IdentityRecords, record => record.Location.StartsWith("(3021,", StringComparison.Ordinal));
    }
}
