using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Isyntax;
using WsiDicomizer.SyntheticSlides.Formats.Zeiss;

namespace WsiDicomizer.Conversion.Tests.Vendors;

public class ZeissTests
{
    [Theory]
    [InlineData(ZeissVariant.JpegGrid, FrameHandling.Rewrapped)]
    [InlineData(ZeissVariant.JpegMosaic, FrameHandling.Reencoded)]
    [InlineData(ZeissVariant.Zstd1, FrameHandling.DecodedLossless)]
    [InlineData(ZeissVariant.Uncompressed, FrameHandling.DecodedLossless)]
    public void Convert_OneScene_HandlesItsFramesAsTheirStorageAllows(ZeissVariant variant, FrameHandling handling)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(["volume-0.dcm", "volume-1.dcm", "thumbnail.dcm"], result.Instances.Select(instance => instance.FileName));
        Assert.Equal(handling, result.Instances[0].Handling);
    }

    [Fact]
    public void Convert_TwoChannels_AreTwoSeriesOf16Bits()
    {
        using var slide = Create(ZeissVariant.Gray16TwoChannels);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        var names = new[] { "volume-0.dcm", "channel-2-volume-0.dcm" };
        var files = names.Select(name => Read(result, name)).ToList();
        Assert.All(files, file =>
        {
            Assert.Equal((16, 16, 15), (
                file.GetSingleValue<int>(DicomTag.BitsAllocated), file.GetSingleValue<int>(DicomTag.BitsStored), file.GetSingleValue<int>(DicomTag.HighBit)));
            Assert.Equal("MONOCHROME2", file.GetString(DicomTag.PhotometricInterpretation));
            Assert.Equal("00", file.GetString(DicomTag.LossyImageCompression));
        });
        Assert.NotEqual(files[0].GetString(DicomTag.SeriesInstanceUID), files[1].GetString(DicomTag.SeriesInstanceUID));
        Assert.Equal(files[0].GetString(DicomTag.FrameOfReferenceUID), files[1].GetString(DicomTag.FrameOfReferenceUID));
    }

    [Fact]
    public void Convert_Isyntax_IsRefusedBeforeAnythingIsWritten()
    {
        using var slide = new ConvertedSlide(
            path => IsyntaxSyntheticSlide.Write(path, new IsyntaxSyntheticOptions { Size = new PixelSize(700, 520) }), "DOE_JANE_4711.isyntax");
        var output = slide.CreateOutput("out");

        var exception = Assert.Throws<SlideFormatException>(() => slide.Convert(output));

        Assert.Equal(SlideProblem.Unsupported, exception.Problem);
        Assert.Contains("pixels of iSyntax are not read yet", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    private static DicomDataset Read(ConversionResult result, string name)
    {
        using var file = DicomFile.Open(Path.Combine(result.Directory, name));
        return file.Dataset;
    }

    private static ConvertedSlide Create(ZeissVariant variant) => new(
        path => ZeissSyntheticSlide.Write(
            path, new ZeissSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 }),
        "DOE_JANE_4711.czi");
}
