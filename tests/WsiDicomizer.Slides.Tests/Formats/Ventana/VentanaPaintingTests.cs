using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Support.VentanaBuilder;

namespace WsiDicomizer.Slides.Tests.Formats.Ventana;

/// <summary>Tiles of one grey each, so that every pixel tells which it came from.</summary>
public class VentanaPaintingTests
{
    [Fact]
    public void PaintTile_Overlap_ShowsTheRightAndLowerTile() => WithLevel(
        EncodeInfo(Area(Joint("RIGHT", 1, 2, 4) + Joint("UP", 1, 8, 2))),
        0,
        level =>
        {
            Assert.Equal(new PixelSize(52, 44), level.Size);
            var pixels = Paint(level, 0);

            // Tile 1 begins in column 12, tile 4 in row 14.
            Assert.Equal((Grey(0), Grey(1)), (pixels[11], pixels[12]));
            Assert.Equal((Grey(0), Grey(4)), (pixels[13 * 16], pixels[14 * 16]));
            Assert.Equal(Grey(5), pixels[(15 * 16) + 15]);
        });

    [Fact]
    public void PaintTile_PartOfAPixel_IsInterpolatedAndSeamless() => WithLevel(
        EncodeInfo(Area(Joint("RIGHT", 1, 2, 3) + Joint("RIGHT", 2, 3, 4))),
        0,
        level =>
        {
            // Tiles advance by 12.5: half of the column in between is each one's.
            var pixels = Paint(level, 0);
            Assert.Equal(Grey(0), pixels[11]);
            Assert.InRange(pixels[12], ((Grey(0) + Grey(1)) / 2) - 2, ((Grey(0) + Grey(1)) / 2) + 2);
            Assert.InRange(pixels[13], Grey(1) - 1, Grey(1) + 1);
        });

    [Fact]
    public void PaintTile_Gap_IsTheScannersWhite() => WithLevel(
        EncodeInfo(Area(Joint("LEFT", 1, 2, -3))),
        0,
        level =>
        {
            var pixels = Paint(level, 1);
            Assert.Equal([235, 235, 235, Grey(1)], pixels.AsSpan(0, 4).ToArray());
        });

    [Fact]
    public void PaintTile_TileThatIsNotStored_IsTheScannersWhite() => WithLevel(
        EncodeInfo(Area(Joint("RIGHT", 1, 2, 4))),
        0,
        level =>
        {
            // Tile 0 ends before column 16, tile 2 begins in column 24; tile 1 is between.
            var pixels = Paint(level, 1);
            Assert.Equal((235, 235, Grey(2)), (pixels[0], pixels[7], pixels[8]));
        },
        missing: 1);

    [Fact]
    public void PaintTile_PackedLevel_PlacesTheSmallTiles() => WithLevel(
        EncodeInfo(Area(Joint("RIGHT", 1, 2, 4))),
        1,
        level =>
        {
            // Tiles of level 0 are 8 wide here and advance by 6; all four columns of the first stored tile's are grey 0.
            Assert.Equal(new PixelSize(26, 24), level.Size);
            var (first, second) = (Paint(level, 0), Paint(level, 1));
            Assert.Equal((Grey(0), Grey(1)), (first[11], first[12]));
            Assert.Equal((Grey(1), 235), (second[9], second[10]));
        });

    [Fact]
    public void PaintTile_TileOfAnotherSize_IsDamage() => WithLevel(
        EncodeInfo(Area(Joint("RIGHT", 1, 2, 4))),
        0,
        level =>
        {
            var exception = Assert.Throws<SlideFormatException>(() => Paint(level, 0));
            Assert.Matches("page 2, tile [0-9]+ is 8.8 of 1 samples; expected 16.16", exception.Message);
        },
        side: 8);

    private static byte Grey(int tile) => (byte)(20 + (15 * tile));

    private static byte[] Paint(SlideLevel level, int tile)
    {
        var pixels = new byte[16 * 16];
        Array.Fill(pixels, (byte)7);
        level.TilePainter!.PaintTile(tile, pixels);
        return pixels;
    }

    private static void WithLevel(string xml, int index, Action<SlideLevel> check, int? missing = null, int side = 16)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pages = Slide(xml);
        foreach (var page in new[] { 2, 3 })
        {
            pages[page].With(TestTag.Short(258, 8)).With(TestTag.Short(277, 1)).With(TestTag.Short(262, 1));
            pages[page] = new TestPage
            {
                Tags = pages[page].Tags,
                Tiles =
                [
                    .. pages[page].Tiles.Select((_, tile) => tile == missing ? [] : codec.Encode(
                        Enumerable.Repeat(Grey(tile), side * side).ToArray(),
                        new PixelSize(side, side),
                        new JpegEncodeOptions { Color = JpegColor.Grey, Quality = 100 })),
                ],
            };
        }

        AperioBuilder.WithSlide(pages, slide => check(slide.Levels[index]));
    }
}
