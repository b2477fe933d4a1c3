using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Conversion.Tests.Vendors;

/// <summary>How the pictures of each format lie on the glass, as it stands in the data sets.</summary>
public class OrientationTests
{
    private const string Right = @"0\1\0\1\0\0";
    private const string Below = @"-1\0\0\0\1\0";
    private const string Left = @"0\-1\0\-1\0\0";
    private const string Above = @"1\0\0\0\-1\0";

    [Theory]
    [InlineData("aperio", Left)]
    [InlineData("hamamatsu", Left)]
    [InlineData("hamamatsu-vms", Left)]
    [InlineData("philips", Left)]
    [InlineData("mirax", Above)]
    [InlineData("leica", Below)]
    [InlineData("ventana", Right)]
    [InlineData("ome-tiff", Right)]
    [InlineData("zeiss", Right)]
    [InlineData("qptiff", Right)]
    [InlineData("huron", Right)]
    [InlineData("trestle", Right)]
    public void Convert_Format_HasItsOrientationAndLiesOnTheGlass(string vendor, string orientation)
    {
        using var slide = new ConvertedSlide(folder => Write(vendor, folder), vendor);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        Assert.All(result.Instances, written =>
        {
            using var file = DicomFile.Open(Path.Combine(result.Directory, written.FileName));
            if (written.Role != "OVERVIEW")
            {
                Assert.Equal(orientation, file.Dataset.GetString(DicomTag.ImageOrientationSlide));
            }

            Assert.All(Corners(file.Dataset), corner =>
            {
                Assert.InRange(corner.X, -1e-4, 26);
                Assert.InRange(corner.Y, -1e-4, 76);
            });
        });
    }

    // Upright, the label is on top of Ventana's picture of the glass; lying, it is to the left of the synthetic MIRAX one.
    [Theory]
    [InlineData("ventana", Above)]
    [InlineData("mirax", Left)]
    [InlineData("aperio", Left)]
    public void Convert_Overview_HasTheOrientationThatItsShapeShows(string vendor, string orientation)
    {
        using var slide = new ConvertedSlide(folder => Write(vendor, folder), vendor);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        using var file = DicomFile.Open(Path.Combine(result.Directory, "overview.dcm"));
        Assert.Equal(orientation, file.Dataset.GetString(DicomTag.ImageOrientationSlide));
        var sides = new[] { DicomTag.ImagedVolumeWidth, DicomTag.ImagedVolumeHeight }.Select(tag => file.Dataset.GetSingleValue<double>(tag));
        Assert.Equal(75, sides.Max(), 4);
    }

    [Fact]
    public void Convert_Label_IsAtTheFarEndOfTheGlass()
    {
        using var slide = new ConvertedSlide(folder => Write("aperio", folder), "aperio");
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        using var file = DicomFile.Open(Path.Combine(result.Directory, "label.dcm"));
        Assert.Equal((25.0, 75.0), Corners(file.Dataset).First());
    }

    [Fact]
    public void Convert_ThumbnailAsLargeAsALevel_IsLeftOutWithANote()
    {
        using var slide = new ConvertedSlide(folder => Write("aperio", folder), "aperio");
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        Assert.DoesNotContain(result.Instances, instance => instance.Role == "THUMBNAIL");
        Assert.Contains(result.Notes, note => note.Contains("as large as a level", StringComparison.Ordinal));
    }

    // The first pixel's corner and the one that is opposite.
    private static IEnumerable<(double X, double Y)> Corners(DicomDataset dataset)
    {
        var origin = Assert.Single(dataset.GetSequence(DicomTag.TotalPixelMatrixOriginSequence).Items);
        var x = origin.GetSingleValue<double>(DicomTag.XOffsetInSlideCoordinateSystem);
        var y = origin.GetSingleValue<double>(DicomTag.YOffsetInSlideCoordinateSystem);
        var cosines = dataset.GetValues<double>(DicomTag.ImageOrientationSlide);
        var width = dataset.GetSingleValue<double>(DicomTag.ImagedVolumeWidth);
        var height = dataset.GetSingleValue<double>(DicomTag.ImagedVolumeHeight);
        yield return (x, y);
        yield return (x + (cosines[0] * width) + (cosines[3] * height), y + (cosines[1] * width) + (cosines[4] * height));
    }

    private static void Write(string vendor, string folder)
    {
        var described = SyntheticSlideCatalog.Vendors.Single(known => known.Name == vendor);
        described.Write(described.Variants[0], folder, new SyntheticSlideOptions { Size = new PixelSize(600, 400) });
    }
}
