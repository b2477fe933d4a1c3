using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.OmeBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ome;

public class OmeStructureTests
{
    private static readonly PixelSize[] Sizes = [new(64, 48), new(32, 24), new(16, 12)];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Open_SubIfds_HasTheirLevelsAndThePicturesByName(bool big, bool littleEndian) =>
        AperioBuilder.WithSlide(
            OmeBuilder.Slide(),
            slide =>
            {
                Assert.Equal("ome-tiff", slide.FormatName);
                Assert.Equal(Sizes, slide.Levels.Select(level => level.Size));
                Assert.Equal(
                    ["page 0", "page 0, tag 330 SubIFDs 0", "page 0, tag 330 SubIFDs 1"], slide.Levels.Select(level => level.Location));
                var area = Assert.Single(slide.Areas);
                Assert.Equal((null, null), (area.FocalPlane, area.OpticalPath));
                Assert.Equal(
                    [(AssociatedImageKind.Label, "page 1"), (AssociatedImageKind.Macro, "page 2")],
                    slide.AssociatedImages.Select(image => (image.Kind, image.Location)));
                Assert.Equal(12 * 12 * 3, slide.AssociatedImages[0].ReadPixels().Length);
            },
            big,
            littleEndian);

    [Fact]
    public void Open_ImagesOfTheSameShape_AreResolutionsOfTheLargest()
    {
        var xml = OmeXml(Image("a", Pixels(16, 12, Data(0))), Image("b", Pixels(64, 48, Data(1))), Image("c", Pixels(32, 24, Data(2))));
        AperioBuilder.WithSlide(Planes(xml, AperioBuilder.Level(16, 12, null), AperioBuilder.Level(64, 48, null), AperioBuilder.Level(32, 24, null)), slide =>
        {
            Assert.Equal(Sizes, slide.Levels.Select(level => level.Size));
            Assert.Equal(["page 1", "page 2", "page 0"], slide.Levels.Select(level => level.Location));
            Assert.Empty(slide.AssociatedImages);
        });
    }

    [Theory]
    [InlineData(1ul, 3)]
    [InlineData(0ul, 1)]
    public void Open_PagesThatNoImageNames_AreLevelsWhereTheySayThatTheyAreReduced(ulong subfileType, int levels) =>
        AperioBuilder.WithSlide(
            Planes(
                OmeXml(Image("a", Pixels(64, 48))),
                AperioBuilder.Level(64, 48, null),
                AperioBuilder.Level(32, 24, null).With(TestTag.Long(254, subfileType)),
                AperioBuilder.Level(16, 12, null).With(TestTag.Long(254, subfileType))),
            slide =>
            {
                Assert.Equal(levels, slide.Levels.Count);
                Assert.All(slide.AssociatedImages, image => Assert.Equal(AssociatedImageKind.Unknown, image.Kind));
                Assert.Equal(3 - levels, slide.AssociatedImages.Count);
            });

    [Fact]
    public void Open_ImageOfAnotherShapeWithoutAName_IsAnUnknownPicture() =>
        AperioBuilder.WithSlide(
            Planes(OmeXml(Image("a", Pixels(64, 48)), Image("b", Pixels(20, 60, Data(1)))), Plane(64, 48), AperioBuilder.Level(20, 60, null)),
            slide =>
            {
                Assert.Equal(AssociatedImageKind.Unknown, Assert.Single(slide.AssociatedImages).Kind);
                Assert.Contains(slide.IdentityRecords, record => record is { Name: "unknown image", Kind: IdentityKind.MacroImage, Location: "page 1" });
            });

    // Converters write a label with tiles and without a name, and it may have about the scan's shape.
    [Fact]
    public void Open_ImageOfAboutTheSameShapeWithoutAName_IsAnUnknownPicture() =>
        AperioBuilder.WithSlide(
            Planes(
                OmeXml(Image("a", Pixels(640, 480)), Image("b", Pixels(121, 90, Data(1)))),
                AperioBuilder.Level(640, 480, null),
                AperioBuilder.Level(121, 90, null)),
            slide =>
            {
                Assert.Single(slide.Levels);
                Assert.Equal(AssociatedImageKind.Unknown, Assert.Single(slide.AssociatedImages).Kind);
            });

    // A label may be larger than a small scan, and of the shape of one.
    [Fact]
    public void Open_LargestImageIsTheLabel_TakesTheScan() =>
        AperioBuilder.WithSlide(
            Planes(
                OmeXml(Image("Label Image", Pixels(128, 96, Data(0))), Image("a label of Doe", Pixels(64, 48, Data(1)))),
                AperioBuilder.Level(128, 96, null),
                Plane(64, 48)),
            slide =>
            {
                Assert.Equal(Sizes, slide.Levels.Select(level => level.Size));
                Assert.Equal(AssociatedImageKind.Label, Assert.Single(slide.AssociatedImages).Kind);
            });

    [Fact]
    public void Open_Channels_AreAreasWithTheirLight()
    {
        const string channels = "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"1\" Name=\" DAPI \" ExcitationWavelength=\"358\" EmissionWavelength=\"0.461\" EmissionWavelengthUnit=\"µm\"/>"
            + "<Channel ID=\"Channel:0:1\" SamplesPerPixel=\"1\" Fluor=\"FITC\" ExcitationWavelength=\"1e9\"/>"
            + "<Channel ID=\"Channel:0:2\" SamplesPerPixel=\"1\" Name=\"\" IlluminationType=\"Transmitted\"/>";
        var data = Data(2) + Data(1, c: 1) + Data(0, c: 2);
        AperioBuilder.WithSlide(
            Planes(OmeXml(Image("a", Pixels(64, 48, data, channels: channels))), GreyPlane(64, 48), GreyPlane(64, 48), GreyPlane(64, 48)),
            slide =>
            {
                Assert.Equal(
                    [
                        new OpticalPath { Index = 0, Name = "DAPI", IsFluorescence = true, ExcitationNanometres = 358, EmissionNanometres = 461 },
                        new OpticalPath { Index = 1, Name = "FITC", IsFluorescence = true },
                        new OpticalPath { Index = 2, IsFluorescence = false },
                    ],
                    slide.Areas.Select(area => area.OpticalPath));
                Assert.Equal(["page 2", "page 1", "page 0"], slide.Areas.Select(area => area.Levels[0].Location));
                Assert.Equal([true, true, false], slide.Areas.Select(area => area.Levels[0].HasDarkBackground));
                Assert.All(slide.Areas, area => Assert.Equal(Sizes, area.Levels.Select(level => level.Size)));
                Assert.All(slide.Areas, area => Assert.Equal((TileColor.Grey, 1), (area.Levels[0].Encoding.Color, area.Levels[0].Encoding.SamplesPerPixel)));
            });
    }

    // XYCZT: channels are the fastest. One element stands for all.
    [Theory]
    [InlineData("<TiffData/>", "XYCZT", new[] { 0, 1, 2, 3 })]
    [InlineData("<TiffData IFD=\"0\" PlaneCount=\"4\"/>", "XYZTC", new[] { 0, 2, 1, 3 })]
    [InlineData("<TiffData IFD=\"2\" PlaneCount=\"2\"/><TiffData FirstZ=\"1\" PlaneCount=\"2\"/>", "XYCZT", new[] { 2, 3, 0, 1 })]
    [InlineData("<TiffData IFD=\"0\" NumPlanes=\"3\"/><TiffData IFD=\"3\" FirstZ=\"1\" FirstC=\"1\"/>", "XYCTZ", new[] { 0, 1, 2, 3 })]
    public void Open_PlanesAndChannels_AreThePagesThatTiffDataSays(string data, string order, int[] pages) =>
        AperioBuilder.WithSlide(
            Planes(
                OmeXml(Image("a", Pixels(64, 48, data, z: "2", c: "2", more: "PhysicalSizeZ=\"1.5\"").Replace("XYCZT", order, StringComparison.Ordinal))),
                GreyPlane(64, 48), GreyPlane(64, 48), GreyPlane(64, 48), GreyPlane(64, 48)),
            slide =>
            {
                Assert.Equal(
                    [(0, 0), (0, 1), (1, 0), (1, 1)],
                    slide.Areas.Select(area => (area.FocalPlane!.Index, area.OpticalPath!.Index)));
                Assert.Equal([0, 0, 1.5, 1.5], slide.Areas.Select(area => area.FocalPlane!.OffsetMicrometres!.Value));
                Assert.Equal(pages.Select(page => $"page {page}"), slide.Areas.Select(area => area.Levels[0].Location));
                Assert.All(slide.Areas, area => Assert.True(area.OpticalPath!.IsFluorescence));
            });

    [Fact]
    public void Open_ThreeSamplesListedAsThreeChannels_AreColours()
    {
        const string channels = "<Channel ID=\"Channel:0:0\"/><Channel ID=\"Channel:0:1\"/><Channel ID=\"Channel:0:2\"/>";
        AperioBuilder.WithSlide(Planes(OmeXml(Image("a", Pixels(64, 48, channels: channels))), Plane(64, 48)), slide =>
            Assert.Null(Assert.Single(slide.Areas).OpticalPath));
    }

    [Fact]
    public void Open_RenamedFile_IsOneFileByItsUuid()
    {
        var data = "<TiffData IFD=\"0\"><UUID FileName=\"another.ome.tif\">urn:uuid:1</UUID></TiffData>";
        AperioBuilder.WithSlide(Planes(OmeXml(Image("a", Pixels(64, 48, data))), Plane(64, 48)), slide => Assert.Equal(3, slide.Levels.Count));
    }

    [Fact]
    public void PaintTile_Strips_CutsTilesOutOfThem()
    {
        var page = AperioBuilder.Strips(600, 20, 0, null);
        AperioBuilder.WithSlide(Planes(OmeXml(Image("a", Pixels(600, 20))), page), slide =>
        {
            var level = Assert.Single(slide.Levels);
            Assert.Equal((new PixelSize(512, 512), 2), (level.TileSize, level.TileCount));
            var painter = level.TilePainter!;
            Assert.Contains("strips", painter.Reason, StringComparison.Ordinal);
            Assert.Equal((600 * 20 * 3, false), ((int)painter.StoredBytes, painter.IsStoredWithLoss));
            var tile = new byte[512 * 512 * 3];
            painter.PaintTile(1, tile);

            // Strips of four rows hold their number; beyond the edge it is white.
            Assert.Equal([0, 2, 255, 4, 255], new[] { (0, 0), (87, 11), (88, 11), (0, 19), (0, 20) }.Select(at => (int)tile[((at.Item2 * 512) + at.Item1) * 3]));
            Assert.Throws<ArgumentOutOfRangeException>(() => painter.PaintTile(2, new byte[tile.Length]));
        });
    }

    [Fact]
    public void PaintTile_SamplesWithASign_AreMovedAboveZero()
    {
        var page = Grey(AperioBuilder.Strips(6, 4, 0, null)).With(TestTag.Short(339, 2));
        page = new TestPage { Tags = page.Tags, Strips = [[.. Enumerable.Range(0, 24).Select(number => (byte)(number - 12))]] };
        AperioBuilder.WithSlide(Planes(OmeXml(Image("a", Pixels(6, 4, c: "1", type: "int8"))), page), slide =>
        {
            var painter = slide.Levels[0].TilePainter!;
            Assert.Contains("128 was added", painter.Reason, StringComparison.Ordinal);
            var tile = new byte[512 * 512];
            painter.PaintTile(0, tile);
            Assert.Equal([116, 117, 118, 119, 120, 121, 255], tile[..7].Select(sample => (int)sample));
            Assert.Equal(122, tile[512]);
        });
    }

    // Bio-Formats, tifffile and TileDB wrote them: tags of a RGB stream that is YCbCr, 33003 that is RGB, int8, linked SubIFDs.
    [SharedSlidesTheory]
    [InlineData("CMU-1-Small-Region.subifd.ome.tif", 3, 1, TileCompression.Deflate, TileColor.Rgb)]
    [InlineData("tiledb-multi-channel.ome.tif", 1, 3, TileCompression.Uncompressed, TileColor.Grey)]
    [InlineData("wsic-XYC-JPEG.ome.tiff", 1, 1, TileCompression.Jpeg, TileColor.YCbCr)]
    [InlineData("wsic-XYC-JPEG-2000.ome.tiff", 1, 1, TileCompression.Jpeg2000, TileColor.Rgb)]
    public void Open_FilesOfOthers_AreRead(string name, int levels, int areas, TileCompression compression, TileColor color)
    {
        using var slide = SlideFormats.Open(SharedSlides.File($"ome-tiff/{name}"));
        Assert.Equal("ome-tiff", slide.FormatName);
        Assert.Equal((levels, areas), (slide.Levels.Count, slide.Areas.Count));
        Assert.Equal((compression, color), (slide.Levels[0].Encoding.Compression, slide.Levels[0].Encoding.Color));
    }
}
