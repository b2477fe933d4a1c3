using System.IO.Compression;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>TIFF files that ask for too much are refused, with the limit or the fault in the message.</summary>
public sealed class TiffTests : IDisposable
{
    private const ulong FirstDirectory = 8;
    private readonly ScratchFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Read_DirectoryThatPointsToItself_IsRefusedAsALoop() =>
        Refuse("loop", new RawTiff(isBig: false).Entry(256, 1).Directory().Link(FirstDirectory), TiffFileRead);

    [Fact]
    public void Read_DirectoriesInACircle_IsRefusedAsALoop() =>
        Refuse("loop", new RawTiff(false).Entry(256, 1).Directory().Entry(256, 1).Directory().Link(FirstDirectory), TiffFileRead);

    [Fact]
    public void ReadAll_SubDirectoryThatIsItsParent_IsRefusedAsALoop() =>
        Refuse("loop", new RawTiff(false).Entry(330, 4, 1, FirstDirectory).Directory(), tiff => tiff.ReadAllDirectories());

    [Fact]
    public void Read_MoreDirectoriesThanTheLimit_IsRefusedByIt()
    {
        var tiff = new RawTiff(isBig: false);
        for (var i = 0; i < 100; i++)
        {
            tiff.Entry(256, 1).Directory();
        }

        Refusal.Of<SlideFormatException>("directories than the limit of 50", () =>
        {
            using var file = SlideFile.Open(_file.Write(tiff.ToArray()));
            TiffFile.Read(file, new TiffLimits { MaxDirectories = 50 });
        });
    }

    [Theory]
    [InlineData(false, 0xFFFFul)]
    [InlineData(true, 0xFFFFul)]
    [InlineData(true, 0xFFFFFFFFul)]
    [InlineData(true, 0xFFFFFFFFFFFFFFFFul)]
    public void Read_DirectoryOfHugeCount_IsRefusedByMaxEntries(bool isBig, ulong count) =>
        Refuse("1024", new RawTiff(isBig).Entry(256, 1).Directory(statedCount: count), TiffFileRead);

    [Theory]
    [InlineData(false, 0xFFFFFFFFul)]
    [InlineData(true, 0x7FFFFFFFFFFFFFFFul)]
    [InlineData(true, 0xFFFFFFFFFFFFFFFFul)]
    [InlineData(true, 0x2000000000000001ul)]
    public void ReadIntegers_ArrayOfHugeCount_IsRefused(bool isBig, ulong count) =>
        Refuse(
            "limit|says that",
            new RawTiff(isBig).Entry(324, isBig ? (ushort)16 : (ushort)4, count, FirstDirectory).Directory(),
            tiff => tiff.Directories[0].ReadIntegers(TiffTag.TileOffsets));

    [Theory]
    [InlineData(false, 0xFFFFFFFFul)]
    [InlineData(true, 0xFFFFFFFFFFFFFFFFul)]
    public void ReadText_OfHugeLength_IsRefused(bool isBig, ulong count) =>
        Refuse(
            "limit|says that",
            new RawTiff(isBig).Entry(270, 2, count, FirstDirectory).Directory(),
            tiff => tiff.Directories[0].ReadText(TiffTag.ImageDescription));

    [Theory]
    [InlineData(0xFFFFFFFFul, 1ul, 1ul)]
    [InlineData(0x7FFFFFFFul, 0x7FFFFFFFul, 1ul)]
    [InlineData(0x7FFFFFFFul, 0x7FFFFFFFul, 16ul)]
    [InlineData(100ul, 100ul, 0ul)]
    public void ReadImage_OfImpossibleSize_IsRefused(ulong width, ulong height, ulong tile) =>
        Refuse(
            "expected|limit",
            new RawTiff(false).Entry(256, width).Entry(257, height).Entry(258, 8).Entry(259, 1).Entry(262, 1).Entry(277, 1)
                .Entry(322, tile).Entry(323, tile).Entry(324, 8).Entry(325, 8).Directory(),
            tiff => TiffImage.Read(tiff.Directories[0]).ReadSegments());

    [Fact]
    public void ReadPixels_DeflatedBomb_GivesThePictureOnly()
    {
        var picture = Picture(side: 64, Deflate(new byte[64 << 20]));

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var pixels = ReadPicture(picture);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.Equal(64 * 64, pixels.Length);
        Assert.InRange(allocated, 0, 4 << 20);
    }

    [Fact]
    public void ReadPixels_PictureBeyondTheLimit_IsRefusedByMaxDecodedBytes() =>
        Refusal.Of<SlideFormatException>("limit of 536870912", () => ReadPicture(Picture(side: 40_000, Deflate(new byte[64]))));

    [Fact]
    public void ReadPixels_DeflatedDataThatEndsEarly_IsRefused() =>
        Refusal.Of<SlideFormatException>("ends after", () => ReadPicture(Picture(side: 64, Deflate(new byte[64]))));

    private static void TiffFileRead(TiffFile tiff) => Assert.NotEmpty(tiff.Directories);

    private void Refuse(string reason, RawTiff bytes, Action<TiffFile> use) =>
        Refusal.Of<SlideFormatException>(reason, () =>
        {
            using var file = SlideFile.Open(_file.Write(bytes.ToArray()));
            use(TiffFile.Read(file, TiffLimits.Default));
        });

    private static byte[] Deflate(byte[] content)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal))
        {
            zlib.Write(content);
        }

        return deflated.ToArray();
    }

    private static byte[] Picture(ulong side, byte[] strip)
    {
        var tiff = new RawTiff(isBig: false);
        var offset = tiff.Append(strip);
        return tiff.Entry(256, side).Entry(257, side).Entry(258, 8).Entry(259, 8).Entry(262, 1)
            .Entry(273, offset).Entry(277, 1).Entry(278, side).Entry(279, (ulong)strip.Length).Directory().ToArray();
    }

    private byte[] ReadPicture(byte[] bytes)
    {
        using var file = SlideFile.Open(_file.Write(bytes));
        var image = TiffImage.Read(TiffFile.Read(file, TiffLimits.Default).Directories[0]);
        return new TiffPicture(image, image.ReadSegments(), new TileEncoding
        {
            Compression = TileCompression.Deflate,
            Color = TileColor.Grey,
            BitsPerSample = 8,
            SamplesPerPixel = 1,
            VendorName = "8",
        }).ReadPixels();
    }
}
