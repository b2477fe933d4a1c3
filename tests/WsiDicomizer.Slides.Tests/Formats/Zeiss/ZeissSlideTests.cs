using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Zeiss;

public class ZeissSlideTests
{
    private static readonly (byte B, byte G, byte R) Red = (0, 0, 200);
    private static readonly (byte B, byte G, byte R) Blue = (200, 0, 0);

    [Fact]
    public void Levels_AreTheBoundsOfTheSubblocks() => With(new CziBuilder(), slide =>
    {
        Assert.Equal("zeiss", slide.FormatName);
        Assert.Equal([new PixelSize(76, 40), new PixelSize(38, 20)], slide.Levels.Select(level => level.Size));
        Assert.Equal(new PixelSpacing(0.25, 0.25), slide.Levels[0].Spacing);
        Assert.Equal(new PixelSpacing(0.5, 0.5), slide.Levels[1].Spacing);
        Assert.Null(Assert.Single(slide.Areas).OpticalPath);
    });

    [Fact]
    public void Levels_StoredSizeOfZero_IsTheSizeThatIsCovered() => With(
        new CziBuilder { Subblocks = [TestSubblock.Flat(0, 0, 40, 30, Red).With('X', 0, 40, 0).With('Y', 0, 30, 0)] },
        slide =>
        {
            Assert.Equal([new PixelSize(40, 30)], slide.Levels.Select(level => level.Size));
            Assert.Equal([200, 0, 0], Pixel(Paint(slide.Levels[0]), 39, 29));
        });

    [Theory]
    [InlineData(0, 1, 200, 0)]
    [InlineData(1, 0, 0, 200)]
    public void PaintTile_Overlap_ShowsTheLargerM(int firstMosaic, int secondMosaic, int blue, int red) => With(
        new CziBuilder
        {
            Subblocks =
            [
                TestSubblock.Flat(-100, -50, 40, 40, Red, firstMosaic), TestSubblock.Flat(-70, -50, 40, 40, Blue, secondMosaic),
            ],
        },
        slide =>
        {
            Assert.Equal(new PixelSize(70, 40), slide.Size);
            var pixels = Paint(slide.Levels[0]);

            Assert.Equal([200, 0, 0], Pixel(pixels, 29, 39));
            Assert.Equal(new byte[] { (byte)red, 0, (byte)blue }, Pixel(pixels, 30, 0));
            Assert.Equal(new byte[] { (byte)red, 0, (byte)blue }, Pixel(pixels, 39, 39));
            Assert.Equal([0, 0, 200], Pixel(pixels, 40, 0));
            Assert.Equal([255, 255, 255], Pixel(pixels, 70, 0));
            Assert.Equal([255, 255, 255], Pixel(pixels, 0, 40));
        });

    [Fact]
    public void PaintTile_AcrossTiles_DrawsEachPart() => With(
        new CziBuilder { Subblocks = [TestSubblock.Flat(0, 0, 600, 3, Red, 0), TestSubblock.Flat(10, 530, 600, 3, Blue, 1)] },
        slide =>
        {
            Assert.Equal((2, 2), (slide.Levels[0].TileColumns, slide.Levels[0].TileRows));
            Assert.Equal([200, 0, 0], Pixel(Paint(slide.Levels[0], 1), 87, 2));
            Assert.Equal([255, 255, 255], Pixel(Paint(slide.Levels[0], 1), 88, 2));
            Assert.Equal([255, 255, 255], Pixel(Paint(slide.Levels[0], 2), 9, 20));
            Assert.Equal([0, 0, 200], Pixel(Paint(slide.Levels[0], 2), 10, 18));
            Assert.Equal([0, 0, 200], Pixel(Paint(slide.Levels[0], 3), 97, 20));
            Assert.Equal([255, 255, 255], Pixel(Paint(slide.Levels[0], 3), 98, 20));
        });

    // "zstd -19" of 4 × 2 samples of 16 bits, low bytes first: 0x0102, 0x0304, …
    [Theory]
    [InlineData("28B52FFD2010810000020406080A0C0E1001030507090B0D0F", new byte[] { 3, 1, 1 })]
    [InlineData("28B52FFD201081000002010403060508070A090C0B0E0D100F", new byte[] { 3, 1, 0 })]
    [InlineData("28B52FFD201081000002010403060508070A090C0B0E0D100F", new byte[] { 1 })]
    public void PaintTile_Gray16OfZstandard_JoinsLowAndHighBytes(string frame, byte[] header)
    {
        With(
            new CziBuilder
            {
                Subblocks =
                [
                    new TestSubblock([('X', 0, 4, 4), ('Y', 0, 2, 2)], [.. header, .. Convert.FromHexString(frame)])
                    {
                        PixelType = 1, Compression = 6,
                    },
                ],
            },
            slide =>
            {
                var level = slide.Levels[0];
                Assert.Equal((16, 1, TileColor.Grey), (level.Encoding.BitsPerSample, level.Encoding.SamplesPerPixel, level.Encoding.Color));
                var pixels = new byte[512 * 512 * 2];
                level.TilePainter!.PaintTile(0, pixels);

                Assert.Equal([2, 1, 4, 3, 6, 5, 8, 7, 0, 0], pixels[..10]);
                Assert.Equal([10, 9, 12, 11, 14, 13, 16, 15, 0, 0], pixels[1024..1034]);
                Assert.True(slide.Areas[0].OpticalPath!.IsFluorescence);
            });
    }

    [Fact]
    public void Areas_AreScenesChannelsAndPlanes() => With(
        new CziBuilder
        {
            Subblocks =
            [
                .. from scene in new[] { 0, 2 }
                from channel in new[] { 0, 1 }
                from plane in new[] { 3, 4, 5 }
                select TestSubblock.Flat(1000 * scene, 0, 40 + channel, 40, Red).With('S', scene).With('C', channel).With('Z', plane),
            ],
            Metadata = CziBuilder.Xml.Replace("</Items>", "<Distance Id=\"Z\"><Value>1.5E-06</Value></Distance></Items>", StringComparison.Ordinal),
        },
        slide =>
        {
            Assert.Equal(12, slide.Areas.Count);
            Assert.All(slide.Areas, area => Assert.Equal(new PixelSize(41, 40), area.Levels[0].Size));
            Assert.Equal([0, 1, 2, 0, 1, 2], slide.Areas.Take(6).Select(area => area.FocalPlane!.Index));
            Assert.Equal([0, 1.5, 3], slide.Areas.Take(3).Select(area => area.FocalPlane!.OffsetMicrometres!.Value));
            Assert.Equal([0, 0, 0, 1, 1, 1], slide.Areas.Take(6).Select(area => area.OpticalPath!.Index));
            Assert.Equal("scene 2, channel 0, plane 3, 1:1", slide.Areas[6].Levels[0].Location);
        });

    [Theory]
    [InlineData(4, 3, "JPEG XR")]
    [InlineData(2, 3, "compression 2")]
    [InlineData(0, 4, "pixel type 4")]
    [InlineData(1, 1, "16 bits")]
    public void Open_WhatCannotBeDrawn_IsShownWithTheReason(int compression, int pixelType, string reason) => With(
        new CziBuilder
        {
            Subblocks = [TestSubblock.Flat(0, 0, 40, 40, Red) with { Compression = compression, PixelType = pixelType }],
        },
        slide =>
        {
            var level = Assert.Single(slide.Levels);
            Assert.Contains(reason, level.UnreadableReason, StringComparison.Ordinal);
            Assert.Null(level.TilePainter);
            Assert.Equal(0, level.GetTileRange(0).Length);
            Assert.Contains(slide.IdentityRecords, record => record.Name == "file GUID");
        });

    [Fact]
    public void AssociatedImages_AttachedCzi_IsDrawn() => With(
        new CziBuilder
        {
            Attachments = [("Label", "CZI", new CziBuilder { Subblocks = [TestSubblock.Flat(5, 5, 2, 1, Red)] }.Build())],
        },
        slide =>
        {
            var label = Assert.Single(slide.AssociatedImages);
            Assert.Equal((AssociatedImageKind.Label, new PixelSize(2, 1)), (label.Kind, label.Size));
            Assert.Equal([200, 0, 0, 200, 0, 0], label.ReadPixels());
            Assert.Empty(slide.ToleratedFaults);
        });

    [Fact]
    public void AssociatedImages_BrokenLabel_IsAFaultAndARecord() => With(
        new CziBuilder { Attachments = [("Label", "CZI", new byte[100]), ("SlidePreview", "CZI", Unreadable()), ("Thumbnail", "JPG", [1])] },
        slide =>
        {
            Assert.Empty(slide.AssociatedImages);
            Assert.Equal(3, slide.ToleratedFaults.Count);
            Assert.All(slide.ToleratedFaults, fault => Assert.Equal("zeiss-attachment-unreadable", fault.Code));
            Assert.Contains(slide.IdentityRecords, record => record.Kind == IdentityKind.LabelImage);
            Assert.Contains(slide.IdentityRecords, record => record.Kind == IdentityKind.MacroImage);
        });

    private static byte[] Unreadable() =>
        new CziBuilder { Subblocks = [TestSubblock.Flat(0, 0, 4, 4, Red) with { Compression = 4 }] }.Build();

    private static byte[] Paint(SlideLevel level, int tile = 0)
    {
        var pixels = new byte[512 * 512 * 3];
        level.TilePainter!.PaintTile(tile, pixels);
        return pixels;
    }

    private static byte[] Pixel(byte[] pixels, int x, int y) => pixels[(((y * 512) + x) * 3)..(((y * 512) + x + 1) * 3)];

    private static void With(CziBuilder builder, Action<Slide> check)
    {
        using var file = new TemporaryFile(builder.Build(), "slide.czi");
        using var slide = SlideFormats.Open(file.Path);
        check(slide);
    }
}
