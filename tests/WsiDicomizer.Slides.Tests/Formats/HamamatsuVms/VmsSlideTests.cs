using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.HamamatsuVms;

public class VmsSlideTests
{
    [Fact]
    public void Open_Compressed_HasTheGridTheMapAndTheGeometry()
    {
        using var builder = VmsBuilder.Compressed();
        using var slide = SlideFormats.Open(builder.Write());

        Assert.Equal("hamamatsu-vms", slide.FormatName);
        Assert.Equal([new PixelSize(256, 64), new PixelSize(64, 16)], slide.Levels.Select(level => level.Size));
        Assert.All(slide.Levels, level => Assert.Equal(new PixelSize(128, 512), level.TileSize));
        Assert.Equal(new PixelSpacing(0.46, 0.46), slide.Metadata.Spacing);
        Assert.Equal(new PixelSpacing(1.84, 1.84), slide.Levels[1].Spacing);
        Assert.Equal(20, slide.Metadata.ObjectivePower);
        Assert.Equal("C9600-12", slide.Metadata.ManufacturerModelName);
        Assert.Equal("000111", slide.Metadata.DeviceSerialNumber);
        Assert.Equal(new SlidePosition(1.234567, -0.765432), slide.Metadata.CentreOffset);
        Assert.Equal(["a.vms", "a_0.jpg", "a_1.jpg", "a_map.jpg", "a_macro.jpg", "a.opt"], slide.Files.Select(Path.GetFileName));
        Assert.Equal(AssociatedImageKind.Macro, Assert.Single(slide.AssociatedImages).Kind);
    }

    [Fact]
    public void Open_WithoutTheTableOfRestartMarkers_Opens()
    {
        using var builder = VmsBuilder.Compressed();
        builder.Files.Remove("a.opt");
        using var slide = SlideFormats.Open(builder.Write());
        Assert.Equal(2, slide.Levels.Count);
    }

    [Fact]
    public void MakeTiles_AcrossTwoJpegs_GivesATileOfEach()
    {
        using var builder = VmsBuilder.Compressed();
        using var slide = SlideFormats.Open(builder.Write());

        var tiles = slide.Levels[0].TileMaker!.MakeTiles(0, 2);

        // Both JPEGs show the same.
        Assert.Equal(2, tiles.Count);
        Assert.Equal(tiles[0], tiles[1]);
        Assert.DoesNotContain("Dr Smith", System.Text.Encoding.Latin1.GetString(tiles[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Layers_AreFocalPlanes()
    {
        using var builder = VmsBuilder.Compressed();
        builder.Replace("NoLayers=1", "NoLayers=2").Replace("LayerSpacing=0", "LayerSpacing=1500")
            .Replace("MapFile=", "ImageFile(1,0,0)=z_0.jpg\r\nImageFile(1,1,0)=z_1.jpg\r\nMapFile=");
        builder.Files["z_0.jpg"] = VmsBuilder.Jpeg(128, 64);
        builder.Files["z_1.jpg"] = VmsBuilder.Jpeg(128, 64);
        using var slide = SlideFormats.Open(builder.Write());

        Assert.Equal([new FocalPlane(0, 0), new FocalPlane(1, 1.5)], slide.Areas.Select(area => area.FocalPlane));
        Assert.Equal([2, 1], slide.Areas.Select(area => area.Levels.Count));
    }

    [Fact]
    public void PaintTile_Uncompressed_KeepsTheUpperEightBits()
    {
        using var builder = VmsBuilder.Uncompressed();
        using var slide = SlideFormats.Open(builder.Write());
        var level = slide.Levels[0];
        var pixels = new byte[level.TileSize.Area * 3];

        level.TilePainter!.PaintTile(0, pixels);

        foreach (var (x, y) in new[] { (0, 0), (31, 39), (32, 0), (95, 39), (64, 7) })
        {
            for (var sample = 0; sample < 3; sample++)
            {
                Assert.Equal(VmsBuilder.Sample(x, y, sample) >> 4, pixels[(((y * level.TileSize.Width) + x) * 3) + sample]);
            }
        }

        Assert.Equal(255, pixels[96 * 3]);
        Assert.Equal(255, pixels[40 * level.TileSize.Width * 3]);
    }

    [Fact]
    public void IdentityRecords_TellEveryPlace()
    {
        using var builder = VmsBuilder.Compressed();
        using var slide = SlideFormats.Open(builder.Write());

        Assert.Equal(
            [
                "FileName a", "FileName a_0", "FileName a_1", "FileName a_map", "FileName a_macro", "FileName a",
                "FileName a_0.jpg", "FileName a_1.jpg", "FileName a_map.jpg", "FileName a.opt", "FileName a_macro.jpg",
                "Identifier DOE_JANE_4711", "Serial 000111", "Text drsmith", "UnknownKey MRN-4711", "UnknownKey ; for DOE, JANE",
                "UnknownKey Dr Smith's", "MacroImage ", "Text seen by Dr Smith",
            ],
            slide.IdentityRecords.Select(record => $"{record.Kind} {record.Value}"));
        foreach (var record in slide.IdentityRecords.Where(record => record is { Range: not null, Value: not null }))
        {
            var bytes = File.ReadAllBytes(slide.Files[record.FileIndex]);
            var range = record.Range!.Value;
            Assert.Equal(
                record.Value, System.Text.Encoding.UTF8.GetString(bytes, (int)range.Offset, (int)range.Length));
        }
    }

    [Fact]
    public void Fingerprint_FollowsTheFiles()
    {
        using var builder = VmsBuilder.Compressed();
        using var other = VmsBuilder.Compressed();
        other.Change("a_1.jpg", _ => VmsBuilder.WithComment(VmsBuilder.Jpeg(128, 64), "another"));
        using var slide = SlideFormats.Open(builder.Write());
        using var again = SlideFormats.Open(builder.Write());
        using var changed = SlideFormats.Open(other.Write());

        Assert.Equal(slide.Fingerprint.ToArray(), again.Fingerprint.ToArray());
        Assert.NotEqual(slide.Fingerprint.ToArray(), changed.Fingerprint.ToArray());
    }

    [SharedSlidesFact]
    public void Open_SharedSlide_HasTheSizesThatOpenSlideTells()
    {
        using var slide = SlideFormats.Open(SharedSlides.File("synthetic/vms/s.vms"));
        Assert.Equal([new PixelSize(2048, 640), new PixelSize(256, 80)], slide.Levels.Select(level => level.Size));
        Assert.Equal(0.46, slide.Metadata.Spacing!.Value.XMicrometres, 12);
    }
}
