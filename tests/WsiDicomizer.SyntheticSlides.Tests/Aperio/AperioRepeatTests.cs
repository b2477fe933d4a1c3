using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Tests.Support;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Tests.Aperio;

public class AperioRepeatTests
{
    [Theory]
    [MemberData(nameof(Slides.Variants), MemberType = typeof(Slides))]
    public void Write_SameSeed_SameBytes(AperioVariant variant)
    {
        var again = Slides.Write(Slides.Small(variant)).File;

        Assert.Equal(Slides.Write(variant).File, again);
    }

    [Fact]
    public void Write_AnotherSeed_OtherBytes()
    {
        var other = Slides.Small(AperioVariant.ClassicRgb) with { Seed = 8 };

        Assert.NotEqual(Slides.Write(AperioVariant.ClassicRgb).File, Slides.Write(other).File);
    }

    [Fact]
    public void WriteTiles_MoreTilesThanMayDiffer_EncodesOnlyThose()
    {
        var encoder = new CountingEncoder();
        var plan = new AperioPlan(new AperioSyntheticOptions
        {
            Size = new PixelSize(50_000, 50_000), TileSize = 64, MaxDistinctTiles = 20,
        });
        var writer = new AperioLevelWriter(plan, new TiffWriter(Stream.Null, true), new SlidePainter(1), encoder);

        var (directory, level) = writer.WriteTiles(0, [], CancellationToken.None);

        Assert.Equal(16, encoder.Calls);
        Assert.Equal(4, level.RepeatsAfter);
        Assert.Equal(782 * 782, directory.Fields.Single(field => field.Key == 324).Value.Count);
    }

    [Fact]
    public void WriteTiles_NotMoreTilesThanMayDiffer_EncodesEach()
    {
        var encoder = new CountingEncoder();
        var plan = new AperioPlan(new AperioSyntheticOptions { Size = new PixelSize(500, 500), TileSize = 128 });
        var writer = new AperioLevelWriter(plan, new TiffWriter(Stream.Null, true), new SlidePainter(1), encoder);

        var (_, level) = writer.WriteTiles(0, [], CancellationToken.None);

        Assert.Equal(16, encoder.Calls);
        Assert.Null(level.RepeatsAfter);
    }

    [Fact]
    public void Write_RepeatedTiles_AreTheSameBytes()
    {
        var options = Slides.Small(AperioVariant.ClassicRgb) with { MaxDistinctTiles = 4 };

        var tiff = new MiniTiff(Slides.Write(options).File);

        Assert.Equal(tiff.Tile(0, 6 + 1), tiff.Tile(0, 6 + 3));
        Assert.NotEqual(tiff.Tile(0, 6 + 1), tiff.Tile(0, 6 + 2));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "x.svs");
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();

            Assert.Throws<OperationCanceledException>(
                () => AperioSyntheticSlide.Write(path, Slides.Small(AperioVariant.ClassicRgb), cancelled.Token));

            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class CountingEncoder : ITileEncoder
    {
        public int Calls { get; private set; }

        public byte[]? SharedTables => null;

        public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) => [(byte)++Calls];
    }
}
