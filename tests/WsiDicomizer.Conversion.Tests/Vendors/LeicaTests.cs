using System.Text;
using System.Text.Json;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Leica;

namespace WsiDicomizer.Conversion.Tests.Vendors;

public class LeicaTests
{
    [Theory]
    [InlineData(LeicaVariant.OneArea)]
    [InlineData(LeicaVariant.OldNamespace)]
    [InlineData(LeicaVariant.WithoutMacro)]
    public void Convert_OneArea_CopiesItsTiles(LeicaVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(["volume-0.dcm", "volume-1.dcm"], result.Instances.Select(instance => instance.FileName));
        Assert.All(result.Instances, instance => Assert.Equal(FrameHandling.Rewrapped, instance.Handling));
    }

    [Fact]
    public void Convert_TwoAreas_AreTwoSeriesInOneFrameOfReference()
    {
        using var slide = Create(LeicaVariant.TwoAreas);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        var names = new[] { "volume-0.dcm", "volume-1.dcm", "area-2-volume-0.dcm", "area-2-volume-1.dcm", "overview.dcm" };
        Assert.Equal(names, result.Instances.Select(instance => instance.FileName));
        var files = names.Select(name => Read(result, name)).ToList();
        Assert.Equal([0, 0, 1, 1, 0], Numbers(files, DicomTag.SeriesInstanceUID));
        Assert.Equal([0, 0, 0, 0, 0], Numbers(files, DicomTag.StudyInstanceUID));
        Assert.Equal([0, 0, 0, 0, 0], Numbers(files, DicomTag.FrameOfReferenceUID));
        Assert.Equal([0, 0, 1, 1], Numbers(files[..4], DicomTag.PyramidUID));
        Assert.Equal([0, 1, 2, 3, 4], Numbers(files, DicomTag.SOPInstanceUID));
        Assert.Equal(["1", "1", "2", "2", "1"], files.Select(file => file.GetString(DicomTag.SeriesNumber)));

        // Each area has the time when it was scanned.
        Assert.Equal("20231229100215", files[0].GetString(DicomTag.AcquisitionDateTime)[..14]);
        Assert.Equal("20231229100515", files[2].GetString(DicomTag.AcquisitionDateTime)[..14]);
        Assert.Equal("S24-0815-A1", files[0].GetString(DicomTag.ContainerIdentifier));
    }

    [Theory]
    [InlineData("identified", true)]
    [InlineData("level-iv", false)]
    public void Convert_Channels_AreSeriesOfOneOpticalPathEach(string profile, bool keepsNames)
    {
        using var slide = Create(LeicaVariant.Fluorescence);
        var result = slide.Convert(slide.CreateOutput("out"), profile);

        var names = new[] { "volume-0.dcm", "volume-1.dcm", "channel-2-volume-0.dcm", "channel-2-volume-1.dcm", "channel-3-volume-0.dcm", "channel-3-volume-1.dcm" };
        Assert.Equal(names, result.Instances.Select(instance => instance.FileName).Take(6));
        Assert.All(result.Instances.Take(6), instance => Assert.Equal(FrameHandling.Rewrapped, instance.Handling));
        var files = names.Select(name => Read(result, name)).ToList();
        Assert.Equal([0, 0, 1, 1, 2, 2], Numbers(files, DicomTag.SeriesInstanceUID));
        Assert.Equal([0, 0, 0, 0, 0, 0], Numbers(files, DicomTag.FrameOfReferenceUID));
        Assert.Equal(["1", "1", "2", "2", "3", "3"], files.Select(file => file.GetString(DicomTag.SeriesNumber)));
        foreach (var (file, index) in files.Select((file, index) => (file, index)))
        {
            Assert.Equal("MONOCHROME2", file.GetString(DicomTag.PhotometricInterpretation));
            Assert.Equal(1, file.GetSingleValue<int>(DicomTag.NumberOfOpticalPaths));
            var path = Assert.Single(file.GetSequence(DicomTag.OpticalPathSequence).Items);
            var identifier = $"{(index / 2) + 1}";
            Assert.Equal(identifier, path.GetString(DicomTag.OpticalPathIdentifier));
            var shared = Assert.Single(file.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items);
            var reference = Assert.Single(shared.GetSequence(DicomTag.OpticalPathIdentificationSequence).Items);
            Assert.Equal(identifier, reference.GetString(DicomTag.OpticalPathIdentifier));
            var method = Assert.Single(path.GetSequence(DicomTag.IlluminationTypeCodeSequence).Items);
            Assert.Equal("111743", method.GetString(DicomTag.CodeValue));
            Assert.False(path.Contains(DicomTag.ICCProfile));
            Assert.Equal(keepsNames, path.Contains(DicomTag.OpticalPathDescription));
        }

        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Directory, "report.json")));
        var notes = report.RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ToList();
        Assert.Contains("the slide has 1 scanned area, 3 optical paths: each is a series of its own", notes);
        Assert.Single(notes, note => note!.Contains("the full spectrum is stated", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_FocalPlanes_AreSeriesWithTheirOffsets()
    {
        using var slide = Create(LeicaVariant.FocalPlanes);
        var result = slide.Convert(slide.CreateOutput("out"));

        var names = new[] { "volume-0.dcm", "volume-1.dcm", "plane-2-volume-0.dcm", "plane-2-volume-1.dcm", "plane-3-volume-0.dcm", "plane-3-volume-1.dcm" };
        Assert.Equal(names, result.Instances.Select(instance => instance.FileName).Take(6));
        var files = names.Select(name => Read(result, name)).ToList();
        Assert.Equal([0, 0, 1, 1, 2, 2], Numbers(files, DicomTag.SeriesInstanceUID));
        Assert.Equal([0, 0, 0.4, 0.4, 0.8, 0.8], files.Select(file =>
            file.GetSequence(DicomTag.TotalPixelMatrixOriginSequence).Items[0].GetSingleValue<double>(DicomTag.ZOffsetInSlideCoordinateSystem)));
        Assert.All(files, file =>
        {
            Assert.Equal(1, file.GetSingleValue<int>(DicomTag.TotalPixelMatrixFocalPlanes));
            Assert.Equal("NO", file.GetString(DicomTag.ExtendedDepthOfField));
            Assert.Equal("1", file.GetSequence(DicomTag.OpticalPathSequence).Items[0].GetString(DicomTag.OpticalPathIdentifier));
        });
    }

    [Fact]
    public void Convert_TwoAreas_LieWhereTheyWereScanned()
    {
        using var slide = Create(LeicaVariant.TwoAreas);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        var overview = Read(result, "overview.dcm");
        var (width, zero) = Origin(overview);
        var height = overview.GetSingleValue<double>(DicomTag.ImagedVolumeHeight);
        Assert.Equal(overview.GetSingleValue<double>(DicomTag.ImagedVolumeWidth), width, 5);
        Assert.Equal(0, zero);
        foreach (var (name, left, top) in new[] { ("volume-0.dcm", 0.128, 0.128), ("area-2-volume-1.dcm", 0.256, 0.516) })
        {
            var area = Read(result, name);
            Assert.Equal([-1, 0, 0, 0, 1, 0], area.GetValues<double>(DicomTag.ImageOrientationSlide));
            var (x, y) = Origin(area);
            Assert.Equal(width - left, x, 6);
            Assert.Equal(top, y, 6);
        }

        // The macro has the scale of the glass that it shows: nothing lies beyond it.
        Assert.InRange(height, 0.516, 80);
    }

    [Fact]
    public void Convert_TwoAreasAsTiff_IsRefused()
    {
        using var slide = Create(LeicaVariant.TwoAreas);
        var output = slide.CreateOutput("out");
        var exception = Assert.Throws<ConversionException>(
            () => slide.Convert(output, change: options => options with { DualTiff = true }));
        Assert.Contains("2 scanned areas", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    [Theory]
    [InlineData(LeicaVariant.TwoAreas)]
    [InlineData(LeicaVariant.OldNamespace)]
    [InlineData(LeicaVariant.Fluorescence)]
    [InlineData(LeicaVariant.FocalPlanes)]
    public void Convert_LevelIV_KeepsNoPlantedText(LeicaVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        foreach (var path in Directory.EnumerateFiles(result.Directory))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(
                ["DOE_JANE", "DOE, JANE", "S24-0815", "UzI0LTA4", "drsmith", "PATHLAB", "St. Elsewhere", "image_00000", "urn:uuid"],
                value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static (double X, double Y) Origin(DicomDataset dataset)
    {
        var origin = Assert.Single(dataset.GetSequence(DicomTag.TotalPixelMatrixOriginSequence).Items);
        return (
            origin.GetSingleValue<double>(DicomTag.XOffsetInSlideCoordinateSystem),
            origin.GetSingleValue<double>(DicomTag.YOffsetInSlideCoordinateSystem));
    }

    // Which of the values are the same: the number of each one's first occurrence.
    private static List<int> Numbers(List<DicomDataset> files, DicomTag tag)
    {
        var values = files.ConvertAll(file => file.GetString(tag));
        var distinct = values.Distinct().ToList();
        return values.ConvertAll(distinct.IndexOf);
    }

    private static DicomDataset Read(ConversionResult result, string name)
    {
        using var file = DicomFile.Open(Path.Combine(result.Directory, name));
        return file.Dataset;
    }

    private static ConvertedSlide Create(LeicaVariant variant) => new(
        path => LeicaSyntheticSlide.Write(
            path, new LeicaSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 }),
        "DOE_JANE_4711.scn");
}
