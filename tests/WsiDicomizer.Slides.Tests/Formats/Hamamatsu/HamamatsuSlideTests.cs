using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Hamamatsu;

public class HamamatsuSlideTests
{
    [Fact]
    public void Open_Slide_TellsPagesApart() => NdpiBuilder.Slide().WithSlide(slide =>
    {
        Assert.Equal("hamamatsu", slide.FormatName);
        Assert.Equal([new PixelSize(80, 48), new PixelSize(40, 24)], slide.Levels.Select(level => level.Size));
        Assert.Equal(["page 0", "page 1"], slide.Levels.Select(level => level.Location));
        Assert.Equal(
            [(AssociatedImageKind.Macro, new PixelSize(60, 20)), (AssociatedImageKind.Unknown, new PixelSize(30, 10))],
            slide.AssociatedImages.Select(image => (image.Kind, image.Size)));
        Assert.Equal(60 * 20 * 3, slide.AssociatedImages[0].ReadPixels().Length);
        Assert.Equal(Enumerable.Repeat((byte)7, 300), slide.AssociatedImages[1].ReadPixels());
        Assert.Equal(32, slide.Fingerprint.Length);
    });

    [Fact]
    public void Open_Slide_ReadsTheMetadata() => NdpiBuilder.Slide().WithSlide(slide =>
    {
        var metadata = slide.Metadata;
        Assert.Equal(("Hamamatsu", "C13239-01", "000111"), (metadata.Manufacturer, metadata.ManufacturerModelName, metadata.DeviceSerialNumber));
        Assert.Equal(["NDP.scan 3.2.15"], metadata.SoftwareVersions);
        Assert.Equal((new DateOnly(2023, 12, 29), new TimeOnly(9, 59, 15)), (metadata.AcquisitionDate, metadata.AcquisitionTime));
        Assert.Equal((20.0, "S24-0815-A1", "drsmith", "DOE_JANE_4711"), (metadata.ObjectivePower, metadata.Barcode, metadata.Operator, metadata.Title));
        Assert.Equal(new PixelSpacing(10000 / 22000.0, 10000 / 22002.0), metadata.Spacing);
        Assert.Equal(new PixelSpacing(40000 / 22000.0, 40000 / 22002.0), slide.Levels[1].Spacing);
        Assert.Equal(new SlidePosition(1.234567, -0.765432), metadata.CentreOffset);
        Assert.Equal(LabelSide.Left, metadata.LabelSide);
        Assert.Contains(KeyValuePair.Create("Room.Key", "MRN-4711"), metadata.VendorProperties);
    });

    [Theory]
    [InlineData("2022/02/24", "2022-02-24", null)]
    [InlineData("2023:12:29 09:59:15", "2023-12-29", "09:59:15")]
    [InlineData("2023/02/30", null, null)]
    [InlineData("24.02.2022", null, null)]
    public void Open_DatesInOtherForms_AreReadOrLeftOut(string text, string? date, string? time) =>
        NdpiBuilder.Slide().With(0, 306, 2, 0, text).Without(0, 65449).WithSlide(slide =>
        {
            Assert.Equal(date, slide.Metadata.AcquisitionDate?.ToString("yyyy-MM-dd"));
            Assert.Equal(time, slide.Metadata.AcquisitionTime?.ToString("HH:mm:ss"));
        });

    [Fact]
    public void MakeTiles_Level_GivesJpegOfTheTileSize() => NdpiBuilder.Slide().WithSlide(slide =>
    {
        foreach (var level in slide.Levels)
        {
            Assert.Equal(new PixelSize(512, 512), level.TileSize);
            Assert.Equal(TileCompression.Jpeg, level.Encoding.Compression);
            var tile = Assert.Single(level.TileMaker!.MakeTiles(0, 1));
            using var codec = new JpegCodec(JpegLimits.Default);
            var pixels = codec.Decode(tile);
            var whole = codec.Decode(NdpiBuilder.Jpeg(level.Size.Width, level.Size.Height));
            for (var row = 0; row < level.Size.Height; row++)
            {
                Assert.Equal(
                    whole.Samples.AsSpan(row * level.Size.Width * 3, level.Size.Width * 3).ToArray(),
                    pixels.Samples.AsSpan(row * 512 * 3, level.Size.Width * 3).ToArray());
            }
        }
    });

    [Fact]
    public void Open_BeyondFourGibibytes_FollowsTheHighHalves()
    {
        var builder = NdpiBuilder.Slide();
        var far = new NdpiBuilder { Hole = 5L << 30 };
        far.Pages.AddRange(builder.Pages);
        using var file = new TemporaryFile([], "far.ndpi");
        using (var stream = File.OpenWrite(file.Path))
        {
            far.Write(stream);
        }

        using var slide = SlideFormats.Open(file.Path);

        Assert.True(slide.Levels[0].GetTileRange(0).Offset > 5L << 30);
        Assert.Single(slide.Levels[0].TileMaker!.MakeTiles(0, 1));
        Assert.Contains(slide.IdentityRecords, record => record.Value == "S24-0815-A1" && record.Range!.Value.Offset > 5L << 30);
    }

    // The last column's width is a rounding of the scanner: 81 in the tags for 80 in the stream.
    [Fact]
    public void Open_TagsRoundedOtherwise_TakesTheStreamsSize() => NdpiBuilder.Slide().With(0, 256, 4, 1, 81L)
        .WithSlide(slide => Assert.Equal(new PixelSize(80, 48), slide.Size));

    [Fact]
    public void Open_SinglePlaneOutOfTheMiddle_IsTakenAsItIs() =>
        NdpiBuilder.Slide().With(0, 65424, 9, 1, 2000L).With(1, 65424, 9, 1, 2000L)
            .WithSlide(slide =>
            {
                Assert.Equal(2, slide.Levels.Count);
                Assert.Null(Assert.Single(slide.Areas).FocalPlane);
            });

    [Fact]
    public void Open_SeveralPlanes_AreAreasOfWhichTheMiddleOneIsTheFirst()
    {
        var builder = NdpiBuilder.Slide().With(0, 65424, 9, 1, -2500L).With(1, 65424, 9, 1, -2500L);
        builder.Add(NdpiBuilder.Level(80, 48, 20));
        builder.Add(NdpiBuilder.Level(40, 24, 5));
        builder.Add(NdpiBuilder.Level(80, 48, 20));
        builder.Add(NdpiBuilder.Level(40, 24, 5));
        builder.With(4, 65424, 9, 1, 500L).With(5, 65424, 9, 1, 500L).With(6, 65424, 9, 1, 3001L).With(7, 65424, 9, 1, 3001L);
        builder.WithSlide(slide =>
        {
            Assert.Equal(
                [new FocalPlane(1, 0.5), new FocalPlane(0, -2.5), new FocalPlane(2, 3.001)], slide.Areas.Select(area => area.FocalPlane));
            Assert.Equal(
                [["page 4", "page 5"], ["page 0", "page 1"], ["page 6", "page 7"]],
                slide.Areas.Select(area => area.Levels.Select(level => level.Location)));
            Assert.All(slide.Areas, area => Assert.Equal(20, area.Metadata.ObjectivePower));
        });
    }

    [Theory]
    [InlineData(65421, "a lens of another kind")]
    [InlineData(65420, "no mark")]
    public void Open_PageThatIsNoLevel_CountsLikeAMacro(int tag, string why)
    {
        var builder = NdpiBuilder.Slide();
        if (tag == 65421)
        {
            builder.With(1, tag, 11, 1, -3f);
        }
        else
        {
            builder.Without(1, tag);
        }

        builder.WithSlide(slide =>
        {
            Assert.True(slide.Levels.Count == 1, why);
            Assert.Contains(slide.IdentityRecords, record => record.Name == "unknown image" && record.Kind == IdentityKind.MacroImage);
        });
    }

    // A picture with another shape than the scanned area is none of its levels, whatever its lens.
    [Fact]
    public void Open_LevelOfAnotherShape_CountsLikeAMacro()
    {
        var builder = NdpiBuilder.Slide();
        builder.Add(NdpiBuilder.Level(24, 32, 2.5f));
        builder.WithSlide(slide => Assert.Equal(2, slide.Levels.Count));
    }
}
