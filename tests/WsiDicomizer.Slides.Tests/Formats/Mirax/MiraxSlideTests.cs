using System.IO.Compression;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Mirax;

public sealed class MiraxSlideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_WithOverlap_HasLevelsThatAreDrawn()
    {
        using var slide = Open(MiraxBuilder.Sound());

        Assert.Equal("mirax", slide.FormatName);

        // 2 photographs of 32 × 24 that share 4 pixels.
        Assert.Equal([new PixelSize(60, 44), new PixelSize(30, 22), new PixelSize(15, 11)], slide.Levels.Select(level => level.Size));
        Assert.All(slide.Levels, level =>
        {
            Assert.Equal(new PixelSize(512, 512), level.TileSize);
            Assert.Contains("overlap", level.TilePainter!.Reason, StringComparison.Ordinal);
            Assert.False(level.TilePainter.IsStoredWithLoss);
            Assert.Equal(TileCompression.Bitmap, level.Encoding.Compression);
            Assert.Equal(0.25 * Math.Pow(2, level.Index), level.Spacing!.Value.XMicrometres);
            Assert.True(level.HasBackgroundForMissingTiles);
        });
    }

    [Fact]
    public void PaintTile_OfTheLargestLevel_PutsLaterPicturesOver()
    {
        using var slide = Open(MiraxBuilder.Sound());
        var pixels = new byte[3 * 512 * 512];

        slide.Levels[0].TilePainter!.PaintTile(0, pixels);

        // Picture 0, then 1 of the same photograph, then 2 of the next, a pixel further than the overlap says.
        Assert.Equal([0, 0, 0], Pixel(pixels, 0, 0));
        Assert.Equal([0, 150, 0], Pixel(pixels, 15, 0));
        Assert.Equal([15, 0, 0], Pixel(pixels, 16, 0));
        Assert.Equal([15, 120, 0], Pixel(pixels, 28, 0));
        Assert.Equal([30, 0, 0], Pixel(pixels, 29, 0));

        // The photograph below begins in row 20 and covers what was there.
        Assert.Equal([60, 0, 140], Pixel(pixels, 0, 19));
        Assert.Equal([120, 0, 0], Pixel(pixels, 0, 20));

        // Behind the last pixel of the photographs there is the fill.
        Assert.Equal([255, 255, 255], Pixel(pixels, 61, 0));
        Assert.Equal([255, 255, 255], Pixel(pixels, 0, 44));
    }

    [Fact]
    public void PaintTile_AtHalfAPixel_Interpolates()
    {
        using var slide = Open(MiraxBuilder.Sound());
        var pixels = new byte[3 * 512 * 512];

        slide.Levels[1].TilePainter!.PaintTile(0, pixels);

        // Picture 2 lies at 29 / 2: its first column is half of it and half of the photograph below.
        var (left, right) = (Pixel(pixels, 13, 0), Pixel(pixels, 14, 0));
        Assert.Equal([0, 130, 0], left);
        Assert.Equal([15, 70, 0], right);
        Assert.Equal([30, 5, 0], Pixel(pixels, 15, 0));
    }

    [Fact]
    public void PaintTile_WhereNothingIsStored_HasTheFillColour()
    {
        var slide = MiraxBuilder.Sound();
        slide.Replace("BGR = 16777215", "BGR = 197121");
        slide.SetIndex("page 0", 0, 12);
        using var opened = Open(slide);
        var pixels = new byte[3 * 512 * 512];

        opened.Levels[0].TilePainter!.PaintTile(0, pixels);

        // 0x030201 is blue, green, red.
        Assert.Equal([1, 2, 3], Pixel(pixels, 0, 40));
        Assert.Equal([0, 0, 0], Pixel(pixels, 0, 0));
    }

    [Fact]
    public void Open_WithoutOverlap_CopiesPictures()
    {
        using var slide = Open(MiraxBuilder.Sound(overlap: 0, format: "JPEG"));

        Assert.Equal([new PixelSize(64, 48), new PixelSize(32, 24), new PixelSize(16, 12)], slide.Levels.Select(level => level.Size));
        Assert.All(slide.Levels, level =>
        {
            Assert.Null(level.TilePainter);
            Assert.Equal(new PixelSize(16, 12), level.TileSize);
            for (var tile = 0; tile < level.TileCount; tile++)
            {
                var range = level.GetTileRange(tile);
                var bytes = new byte[range.Length];
                level.ReadBytes(range.Offset, bytes);
                var number = ((tile / level.TileColumns * 4) + (tile % level.TileColumns)) << level.Index;
                Assert.Equal(MiraxBuilder.Picture("JPEG", (byte)(number * 15)), bytes);
            }
        });
    }

    [Fact]
    public void ReadBytes_OverSeveralTiles_GivesThemAll()
    {
        using var slide = Open(MiraxBuilder.Sound(overlap: 0, format: "JPEG"));
        var level = slide.Levels[0];
        var end = level.GetTileRange(level.TileCount - 1).End;
        var run = new byte[end];

        level.ReadBytes(0, run);

        for (var tile = 0; tile < level.TileCount; tile++)
        {
            var range = level.GetTileRange(tile);
            var bytes = new byte[range.Length];
            level.ReadBytes(range.Offset, bytes);
            Assert.Equal(run.AsSpan((int)range.Offset, bytes.Length).ToArray(), bytes);
        }
    }

    [Fact]
    public void Open_WithoutOverlapAndWithAMissingPicture_HasAMissingTile()
    {
        var slide = MiraxBuilder.Sound(overlap: 0, format: "JPEG");
        slide.SetIndex("page 0", 0, 15);
        using var opened = Open(slide);

        Assert.Equal(0, opened.Levels[0].GetTileRange(15).Length);
        Assert.True(opened.Levels[0].GetTileRange(14).Length > 0);
        Assert.Null(opened.Levels[0].TilePainter);
    }

    [Fact]
    public void Open_WithDeflatedPositions_ReadsThem()
    {
        var slide = MiraxBuilder.Sound();
        slide.Replace("VIMSLIDE_POSITION_BUFFER", "StitchingIntensityLayer");
        var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(slide.Data.AsSpan(slide.PositionOffset, 36));
        }

        slide.SetIndex("page layer 4", 16, slide.Data.Length);
        slide.SetIndex("page layer 4", 20, (int)deflated.Length);
        slide.Data = [.. slide.Data, .. deflated.ToArray()];
        var plain = new byte[3 * 512 * 512];
        var pixels = new byte[3 * 512 * 512];
        using (var expected = Open(MiraxBuilder.Sound(), "plain"))
        {
            expected.Levels[0].TilePainter!.PaintTile(0, plain);
        }

        using var opened = Open(slide);
        opened.Levels[0].TilePainter!.PaintTile(0, pixels);

        Assert.Equal(plain, pixels);
    }

    [Fact]
    public void AssociatedImages_AreTheirKinds()
    {
        using var slide = Open(MiraxBuilder.Sound());

        // 24 × 18 has the shape of the canvas, 60 × 44, within a twentieth.
        Assert.Equal(
            [AssociatedImageKind.Macro, AssociatedImageKind.Label, AssociatedImageKind.Thumbnail],
            slide.AssociatedImages.Select(image => image.Kind));
        Assert.All(slide.AssociatedImages, image =>
        {
            Assert.Equal(new PixelSize(24, 18), image.Size);
            Assert.Equal(3 * 24 * 18, image.ReadPixels().Length);
            Assert.NotNull(image.TryReadJpeg());
        });
    }

    [Fact]
    public void AssociatedImages_PreviewOfAnotherShape_MayShowTheLabel()
    {
        var slide = MiraxBuilder.Sound();
        slide.Replace("IMAGENUMBER_Y = 4", "IMAGENUMBER_Y = 6");
        slide.Replace("VIMSLIDE_POSITION_BUFFER", "VIMSLIDE_OTHER");
        using var opened = Open(slide);

        Assert.Equal(AssociatedImageKind.Unknown, opened.AssociatedImages[2].Kind);
        Assert.Contains(opened.IdentityRecords, record => record is { Name: "unknown image", Kind: IdentityKind.MacroImage });
    }

    [Fact]
    public void AssociatedImages_ThatWereWiped_AreTolerated()
    {
        var slide = MiraxBuilder.Sound();
        var offset = BitConverter.ToInt32(slide.Index, slide.Places["page layer 1"] + 16);
        slide.Data.AsSpan(offset, 200).Clear();
        using var opened = Open(slide);

        Assert.Equal(2, opened.AssociatedImages.Count);
        Assert.Equal("mirax-image-unreadable", Assert.Single(opened.ToleratedFaults).Code);
        Assert.Contains(opened.IdentityRecords, record => record.Kind == IdentityKind.LabelImage);
    }

    [Fact]
    public void Open_LevelWithoutPictures_IsLeftOutAndTold()
    {
        var slide = MiraxBuilder.Sound();
        slide.SetIndex("page 2", 0, 0);
        using var opened = Open(slide);

        Assert.Equal(2, opened.Levels.Count);
        Assert.Equal("mirax-level-empty", Assert.Single(opened.ToleratedFaults).Code);
    }

    [Theory]
    [InlineData("DOE", "FilterLevel_1")]
    [InlineData(null, "FilterLevel_0")]
    public void Open_FilterLevels_AreFluorescenceWhereTheyHaveDataOfTheirOwn(string? refused, string data)
    {
        var slide = MiraxBuilder.Sound();
        slide.Replace(
            "HIER_COUNT = 1\r\n",
            "HIER_COUNT = 2\r\nHIER_1_NAME = Slide filter level\r\nHIER_1_COUNT = 2\r\nHIER_1_VAL_0 = FilterLevel_0\r\n"
            + "HIER_1_VAL_1 = FilterLevel_1\r\nHIER_1_VAL_1_SECTION = LAYER_1_LEVEL_1_SECTION\r\n");
        slide.Slidedat += $"[LAYER_1_LEVEL_1_SECTION]\r\nDATA_IN_THIS_FILTER_LEVEL = {data}\r\n";
        var path = slide.WriteTo(_folder.Path);
        if (refused is null)
        {
            using var opened = SlideFormats.Open(path);
            return;
        }

        Assert.Contains("fluorescence", Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SlidedatWithOddLines_IsReadLeniently()
    {
        var slide = MiraxBuilder.Sound();
        slide.Replace("IMAGENUMBER_X = 4", "IMAGENUMBER_X=4.0");
        slide.Slidedat = "\r\n= nothing\r\nnoise\r\n" + slide.Slidedat.Replace("[DATAFILE]", " [ DATAFILE ] ", StringComparison.Ordinal);
        using var opened = Open(slide);

        Assert.Equal(60, opened.Size.Width);
        Assert.Contains(opened.IdentityRecords, record => record is { Name: "line without a key", Value: "noise" });
        Assert.Contains(opened.IdentityRecords, record => record is { Name: "line without a key", Value: "nothing" });
    }

    [Fact]
    public void Detect_TiffWithTheSuffix_IsNoMirax()
    {
        var path = Path.Combine(_folder.Path, "a.mrxs");
        File.WriteAllBytes(path, [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        using var file = SlideFile.Open(path);

        Assert.Equal(SlideVerdict.No, new WsiDicomizer.Slides.Formats.Mirax.MiraxFormat().Detect(file).Verdict);
    }

    [Fact]
    public void Open_FolderWithAnEmptySlideFile_OpensTheSlide()
    {
        MiraxBuilder.Sound().WriteTo(_folder.Path);
        using var slide = SlideFormats.Open(_folder.Path);

        Assert.Equal("mirax", slide.FormatName);
        Assert.Equal(
            ["slide.mrxs", "Slidedat.ini", "Index.dat", "Data0000.dat"], slide.Files.Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void Fingerprint_DependsOnTheContentAlone()
    {
        using var first = Open(MiraxBuilder.Sound());
        using var second = Open(MiraxBuilder.Sound(), "other");
        var changed = MiraxBuilder.Sound();
        changed.Replace("drsmith", "drsmitz");
        using var third = Open(changed, "changed");

        Assert.Equal(first.Fingerprint, second.Fingerprint.ToArray());
        Assert.NotEqual(first.Fingerprint.ToArray(), third.Fingerprint.ToArray());
    }

    [Fact]
    public void Metadata_SaysWhatSlidedatSays()
    {
        using var slide = Open(MiraxBuilder.Sound());
        var metadata = slide.Metadata;

        Assert.Equal("3DHISTECH", metadata.Manufacturer);
        Assert.Equal(20, metadata.ObjectivePower);
        Assert.Equal(new DateOnly(2023, 12, 29), metadata.AcquisitionDate);
        Assert.Equal(new TimeOnly(9, 59, 15), metadata.AcquisitionTime);
        Assert.Equal(TimeSpan.FromHours(-5), metadata.UtcOffset);
        Assert.Equal("S24-0815", metadata.Barcode);
        Assert.Equal(0.25, metadata.Spacing!.Value.YMicrometres);
    }

    private static byte[] Pixel(byte[] pixels, int x, int y) => pixels.AsSpan(3 * ((512 * y) + x), 3).ToArray();

    private Slide Open(MiraxBuilder slide, string name = "slide") => SlideFormats.Open(slide.WriteTo(_folder.Path, name));
}
