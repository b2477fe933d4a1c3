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
            Assert.Equal(orientation, file.Dataset.GetString(DicomTag.ImageOrientationSlide));
            Assert.All(Corners(file.Dataset), corner =>
            {
                Assert.InRange(corner.X, -1e-4, 76);
                Assert.InRange(corner.Y, -1e-4, 76);
            });
        });
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
