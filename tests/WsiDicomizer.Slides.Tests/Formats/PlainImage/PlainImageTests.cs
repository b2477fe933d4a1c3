using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.PlainImage;

public class PlainImageTests
{
    private static readonly Dictionary<string, (Func<byte[]> File, string Message, SlideProblem Problem)> Cases = new()
    {
        ["TIFF: label"] = (() => Tiff(page => page.With(TestTag.Ascii(270, "Label"))), "striped-tiff: page 0 names itself a label", SlideProblem.Unsupported),
        ["TIFF: two pages"] = (() => AperioBuilder.Build([Page(), Page()]), "has several pages; expected one", SlideProblem.NotThisFormat),
        ["TIFF: width missing"] = (() => Tiff(page => page.Without(256)), "page 0: tag 256 ImageWidth is missing", SlideProblem.Damaged),
        ["TIFF: strip of no rows"] = (() => Tiff(page => page.With(TestTag.Short(278, 0))), "tag 278 RowsPerStrip is 0", SlideProblem.Damaged),
        ["TIFF: too few strips"] = (() => Tiff(page => page.With(TestTag.Short(278, 1))), "StripOffsets has 3 elements; expected 12", SlideProblem.Damaged),
        ["TIFF: one bit"] = (() => Tiff(page => page.With(TestTag.Short(258, 1)).With(TestTag.Short(277, 1)).With(TestTag.Short(262, 1))), "striped-tiff: page 0: 1 bits per sample", SlideProblem.Unsupported),
        ["TIFF: 16 bits"] = (() => Tiff(page => page.With(TestTag.Short(258, 16, 16, 16))), "16 bits per sample", SlideProblem.Unsupported),
        ["TIFF: palette"] = (() => Tiff(page => page.With(TestTag.Short(262, 3))), "numbers of a palette", SlideProblem.Unsupported),
        ["TIFF: fax"] = (() => Tiff(page => page.With(TestTag.Short(259, 4))), "compression 4", SlideProblem.Unsupported),
        ["TIFF: planes"] = (() => Tiff(page => page.With(TestTag.Short(284, 2))), "stored in planes", SlideProblem.Unsupported),
        ["TIFF: a strip too large"] = (() => Tiff(page => page.With(TestTag.Long(256, 100_000)).With(TestTag.Long(257, 100_000)).With(TestTag.Short(259, 5)).Without(278)), "has more than 67108864 bytes decoded", SlideProblem.Unsupported),
        ["JPEG: of several scans, too large to be decoded as a whole"] = (() => Patch(Patch(Patch(Jpeg(), 0xC0, 5, 0x20), 0xC0, 7, 0x20), 0xC0, 1, 0xC2), "a JPEG of 8280×8232 pixels that is not of one baseline scan can only be decoded as a whole, which takes .* the limit is 184549376", SlideProblem.Unsupported),
        ["JPEG: only its mark"] = (() => [0xFF, 0xD8, 0xFF, 0xE0], "the JPEG header is damaged", SlideProblem.Damaged),
        ["JPEG: cut in its header"] = (() => Jpeg()[..40], "the JPEG header is damaged", SlideProblem.Damaged),
        ["JPEG: no frame"] = (() => [0xFF, 0xD8, 0xFF, 0xD9], "the JPEG header is damaged", SlideProblem.Damaged),
        ["JPEG: four components"] = (() => Components(4), "4 components of 8 bits are not supported", SlideProblem.Unsupported),
        ["JPEG: twelve bits"] = (() => Patch(Jpeg(), 0xC0, 4, 12), "3 components of 12 bits are not supported", SlideProblem.Unsupported),
        ["JPEG: no columns"] = (() => Patch(Patch(Jpeg(), 0xC0, 7, 0), 0xC0, 8, 0), "or 600×0 pixels|or 0×600|0×40", SlideProblem.Unsupported),
        ["JPEG: beside a Trestle slide"] = (Jpeg, "by its extension a picture beside a slide", SlideProblem.NotThisFormat),
        ["PNG: only its mark"] = (() => [.. PngChunkReader.Signature], "the PNG header is damaged", SlideProblem.Damaged),
        ["PNG: cut in its header"] = (() => Png()[..20], "the PNG header is damaged", SlideProblem.Damaged),
        ["PNG: header with a wrong checksum"] = (() => Png(file => file[30] ^= 1), "the PNG header is damaged", SlideProblem.Damaged),
        ["PNG: interlaced"] = (() => Png(file => Header(file, 28, 1)), "the PNG is interlaced", SlideProblem.Unsupported),
        ["PNG: larger than memory"] = (() => Png(file => { file[16] = 0x7F; file[20] = 0x7F; Header(file, 28, 0); }), "a PNG of 2130706434×2130706433 pixels is too large|header is damaged", SlideProblem.Unsupported),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (make, message, problem) = Cases[name];
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, name.Contains("Trestle", StringComparison.Ordinal) ? "a.Full" : "a.bin");
        File.WriteAllBytes(path, make());
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path).Dispose());
        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
    }

    // A photograph of a label may lie in any folder.
    [Theory]
    [InlineData("tif")]
    [InlineData("jpg")]
    [InlineData("png")]
    public void Open_FoundInAFolder_IsNoSlide(string kind)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "label." + kind);
        File.WriteAllBytes(path, kind switch { "tif" => Tiff(_ => { }), "jpg" => Jpeg(), _ => Png() });

        SlideFormats.Open(path).Dispose();
        SlideFormats.OpenWithFallback(path).Dispose();
        Assert.All(
            new Action[] { () => SlideFormats.OpenFound(path), () => SlideFormats.Open(folder.Path), () => SlideFormats.OpenWithFallback(folder.Path) },
            open => Assert.Equal(SlideProblem.NotThisFormat, Assert.Throws<SlideFormatException>(open).Problem));
    }

    [Fact]
    public void PaintTile_Strips_AreTheirPixelsAndWhiteBeyond()
    {
        using var file = new TemporaryFile(Tiff(_ => { }));
        using var slide = SlideFormats.Open(file.Path);
        var level = Assert.Single(slide.Levels);
        Assert.Equal(("striped-tiff", new PixelSize(30, 12), 1), (slide.FormatName, level.Size, level.TileCount));
        Assert.False(level.TilePainter!.IsStoredWithLoss);
        var pixels = new byte[512 * 512 * 3];
        level.TilePainter.PaintTile(0, pixels);
        for (var y = 0; y < 512; y++)
        {
            Assert.Equal(y < 12 ? y / 4 : 255, pixels[y * 512 * 3]);
            Assert.Equal(y < 12 ? y / 4 : 255, pixels[(y * 512 * 3) + 89]);
            Assert.Equal(255, pixels[(y * 512 * 3) + 90]);
        }
    }

    // One strip of 90 MB: whoever decodes it as a whole needs more than is kept.
    [Fact]
    public void PaintTile_UncompressedStripLargerThanTheLimit_IsReadInPieces()
    {
        const int Side = 5_500;
        using var file = new TemporaryFile(Tiff(page => page
            .Without(278)
            .With(TestTag.Long(256, Side))
            .With(TestTag.Long(257, Side))
            .With(TestTag.Long(273, 8))
            .With(TestTag.Long(279, Side * Side * 3))));
        using (var stream = new FileStream(file.Path, FileMode.Open))
        {
            stream.SetLength(8 + (Side * Side * 3L));
            stream.Position = 8 + (((5_400L * Side) + 5_300) * 3);
            stream.Write([1, 2, 3]);
        }

        using var slide = SlideFormats.Open(file.Path);
        var pixels = new byte[512 * 512 * 3];
        slide.Levels[0].TilePainter!.PaintTile(slide.Levels[0].TileCount - 1, pixels);
        var at = (((5_400 - 5_120) * 512) + (5_300 - 5_120)) * 3;
        Assert.Equal([0, 0, 0, 1, 2, 3, 0, 0, 0], pixels[(at - 3)..(at + 6)]);
    }

    [Fact]
    public void PaintTile_StripBeyondTheEnd_SaysWhich()
    {
        var bytes = AperioBuilder.Build([new TestPage { Tags = [.. Page().Tags, TestTag.Long(273, 8, 8, 8), TestTag.Long(279, 999_999, 360, 360)] }]);
        using var file = new TemporaryFile(bytes);
        using var slide = SlideFormats.Open(file.Path);
        var exception = Assert.Throws<SlideFormatException>(() => slide.Levels[0].TilePainter!.PaintTile(0, new byte[512 * 512 * 3]));
        Assert.Contains("strip 0: expected 999999 bytes at offset 8", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MakeTiles_Jpeg_KeepsItsCoefficients()
    {
        using var file = new TemporaryFile(Jpeg());
        using var slide = SlideFormats.Open(file.Path);
        var level = slide.Levels[0];
        Assert.Equal(new PixelSize(600, 40), level.Size);
        using var codec = new JpegCodec(JpegLimits.Default);
        var whole = codec.Decode(Jpeg()).Samples;
        var tiles = level.TileMaker!.MakeTiles(0, 2).Select(tile => codec.Decode(tile).Samples).ToList();
        for (var x = 0; x < 600; x++)
        {
            Assert.Equal(whole[(5 * 600 * 3) + (x * 3)], tiles[x / 512][(5 * 512 * 3) + (x % 512 * 3)]);
        }
    }

    [Fact]
    public void Jpeg_SpacingAndTexts_AreReadFromItsSegments()
    {
        byte[] jfif = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 2, 0x4E, 0x20, 0x4E, 0x20, 0, 0];
        byte[] unknown = [0xFF, 0xE7, 0, 6, .. "Quet"u8];
        var bytes = Jpeg();
        using var file = new TemporaryFile([.. bytes.AsSpan(0, 2), .. jfif, .. unknown, .. bytes.AsSpan(2)]);
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal(0.5, slide.Metadata.Spacing!.Value.XMicrometres);
        Assert.Equal(
            [("file name", IdentityKind.FileName), ("APP7", IdentityKind.UnknownKey)],
            slide.IdentityRecords.Select(record => (record.Name, record.Kind)));
        Assert.Equal("Quet", slide.IdentityRecords[1].Value);
    }

    [Fact]
    public void Png_PixelsSpacingAndTexts_AreRead()
    {
        byte[] physical = [0, 0x1E, 0x84, 0x80, 0, 0x1E, 0x84, 0x80, 1];
        var bytes = WithChunk(WithChunk(WithChunk(Png(), "pHYs", physical), "tEXt", "Title\0Quetzalcoatl"u8), "quTz", "Smith"u8);
        using var file = new TemporaryFile([.. bytes, .. "behind the end"u8]);
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal(0.5, slide.Metadata.Spacing!.Value.YMicrometres);
        Assert.Equal(
            ["file name", "quTz", "tEXt", "rest"], slide.IdentityRecords.Select(record => record.Name));
        Assert.Equal(["Smith", "Title Quetzalcoatl", null], slide.IdentityRecords.Skip(1).Select(record => record.Value));
        var pixels = new byte[512 * 512];
        slide.Levels[0].TilePainter!.PaintTile(0, pixels);
        Assert.Equal([7, 8, 255], pixels[..3]);
    }

    [Fact]
    public void PaintTile_PngCutInItsPixels_IsDamaged()
    {
        using var file = new TemporaryFile(Png()[..45]);
        using var slide = SlideFormats.Open(file.Path);
        var exception = Assert.Throws<SlideFormatException>(() => slide.Levels[0].TilePainter!.PaintTile(0, new byte[512 * 512]));
        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Contains("the picture cannot be decoded", exception.Message, StringComparison.Ordinal);
    }

    private static TestPage Page() => AperioBuilder.Strips(30, 12, 0, null);

    private static byte[] Tiff(Action<TestPage> change)
    {
        var page = Page();
        change(page);
        return AperioBuilder.Build([page]);
    }

    private static byte[] Jpeg()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(
            [.. Enumerable.Range(0, 600 * 40 * 3).Select(at => (byte)(at / 7))],
            new PixelSize(600, 40),
            new JpegEncodeOptions { Subsampling = JpegSubsampling.HorizontalAndVertical });
    }

    // A byte of the first segment with a marker, counted from its FF.
    private static byte[] Patch(byte[] jpeg, byte marker, int at, byte value)
    {
        jpeg[jpeg.AsSpan().IndexOf([(byte)0xFF, marker]) + at] = value;
        return jpeg;
    }

    private static byte[] Components(byte count)
    {
        var jpeg = Jpeg();
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        byte[] more = [.. jpeg.AsSpan(0, frame + 19), 4, 0x11, 0, .. jpeg.AsSpan(frame + 19)];
        more[frame + 3] += 3;
        more[frame + 9] = count;
        return more;
    }

    // Two grey pixels.
    private static byte[] Png(Action<byte[]>? change = null)
    {
        byte[] header = [0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0];
        using var rows = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(rows, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write([0, 7, 8]);
        }

        byte[] file = [.. PngChunkReader.Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
        change?.Invoke(file);
        return file;
    }

    // A byte of the header, with its checksum made right.
    private static void Header(byte[] png, int at, byte value)
    {
        png[at] = value;
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), PngChecksum.Compute(png.AsSpan(12, 17)));
    }

    private static byte[] WithChunk(byte[] png, string name, ReadOnlySpan<byte> data) =>
        [.. png.AsSpan(0, 33), .. Chunk(name, data), .. png.AsSpan(33)];

    private static byte[] Chunk(string name, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), PngChecksum.Compute(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
