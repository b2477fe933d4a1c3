using System.Buffers.Binary;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Hamamatsu;

/// <summary>Damaged and unsupported variants as data: what is changed in which page, and what the error has to say.</summary>
public class HamamatsuDamageTests
{
    /// <summary>Page, tag, type, count, value; null type takes the tag out. Then the problem, and a pattern of the message.</summary>
    public static TheoryData<int, int, int?, long, object?, SlideProblem, string> Tags => new()
    {
        { 0, 256, null, 0, null, SlideProblem.Damaged, "^page 0: tag 256 ImageWidth is missing" },
        { 0, 256, 4, 1, 0L, SlideProblem.Damaged, "ImageWidth is 0; expected 1 to" },
        { 0, 256, 2, 0, "eighty", SlideProblem.Damaged, "ImageWidth has type 2; expected BYTE, SHORT, LONG or LONG8" },
        { 0, 256, 4, 1, 160L, SlideProblem.Damaged, "the JPEG stream is 80×48; expected 160×48 as the tags say" },
        { 0, 257, null, 0, null, SlideProblem.Damaged, "ImageLength is missing" },
        { 0, 257, 4, 1, 0xFFFFFFFFL, SlideProblem.Damaged, "ImageLength is 4294967295; expected 1 to" },
        { 0, 259, 3, 1, 22610L, SlideProblem.Unsupported, "hamamatsu: page 0: .*JPEG XR \\(compression 22610\\).*no decoder.*export the slide as JPEG" },
        { 0, 259, 3, 1, 5L, SlideProblem.Unsupported, "compression 5 is not supported; supported is 7" },
        { 0, 259, null, 0, null, SlideProblem.Unsupported, "compression 1 is not supported" },
        { 0, 65441, 4, 1, 7L, SlideProblem.Unsupported, "tag 65441 CaptureMode is 7: only bright field" },
        { 0, 65441, 4, 1, 3L, SlideProblem.Unsupported, "tag 65441 CaptureMode is 3: only bright field" },
        { 0, 65424, 9, 1, -3000L, SlideProblem.Unsupported, "the levels of a focal plane \\(tag 65424.*have not the sizes of those of another" },
        { 0, 278, 4, 1, 8L, SlideProblem.Unsupported, "several tiles or strips; supported is one strip" },
        { 0, 278, 4, 1, 0L, SlideProblem.Damaged, "RowsPerStrip is 0; expected at least 1" },
        { 0, 273, null, 0, null, SlideProblem.Damaged, "StripOffsets is missing" },
        { 0, 273, 4, 1, 0x7_0000_0000L, SlideProblem.Damaged, "page 0, strip 0: expected .* bytes at offset 30064771072; the file ends at" },
        { 0, 273, 4, 1, 4L, SlideProblem.Damaged, "page 0: The JPEG stream is damaged: at offset 0 expected" },
        { 0, 279, null, 0, null, SlideProblem.Damaged, "StripByteCounts is missing" },
        { 0, 279, 4, 1, 0L, SlideProblem.Damaged, "StripByteCounts says that nothing is stored" },
        { 0, 279, 4, 1, 30L, SlideProblem.Damaged, "The JPEG stream ends too early: at offset 30" },
        { 0, 279, 4, 1, 0x1_0000_0000L, SlideProblem.Damaged, "expected 4294967296 bytes at offset" },
        { 0, 65426, 2, 0, "starts", SlideProblem.Damaged, "65426.* has type 2; expected BYTE, SHORT, LONG" },
        { 0, 65426, 4, 0x3FFFFFFF, 12L, SlideProblem.Damaged, "65426 says that 1073741823 elements of 4 bytes are at offset 12; the file ends at" },
        { 0, 65427, 2, 0x7FFFFFFF, 12L, SlideProblem.Damaged, "65427 says that 2147483647 elements.* at offset 12; the file ends at" },
        { 0, 65449, 2, 50, 0x10_0000_0000L, SlideProblem.Damaged, "65449 says that 50 elements.* at offset 68719476736; the file ends at" },
        { 2, 259, 3, 1, 5L, SlideProblem.Unsupported, "page 2: a picture of compression 5 in 1 strips; supported are 1 and 7" },
        { 2, 273, null, 0, null, SlideProblem.Damaged, "page 2: tag 273 StripOffsets is missing" },
        { 3, 257, null, 0, null, SlideProblem.Damaged, "page 3: tag 257 ImageLength is missing" },
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void Open_BrokenTag_SaysWhatAndWhere(int page, int tag, int? type, long count, object? value, SlideProblem problem, string message)
    {
        var builder = NdpiBuilder.Slide();
        _ = type is { } known ? builder.With(page, tag, known, count, value!) : builder.Without(page, tag);

        AssertRefused(builder.Build(), problem, message);
    }

    [Fact]
    public void Open_TwoLevelsOfOneSize_IsUnsupported()
    {
        var builder = NdpiBuilder.Slide();
        builder.Pages.Insert(1, builder.Pages[0]);

        AssertRefused(builder.Build(), SlideProblem.Unsupported, "page 1: the page is 80×48 after a level of 80×48: expected levels to get smaller");
    }

    /// <summary>A place by name, and what is written there.</summary>
    [Theory]
    [InlineData("first pointer", 0L, SlideProblem.Damaged, "the header points to no directory; expected an offset")]
    [InlineData("first pointer", 0x7FFF_FFFF_FFFFL, SlideProblem.Damaged, "page 0: the pointer leads to offset 4294967295")]
    [InlineData("next pointer", 0x7FFF_FFFF_FFFFL, SlideProblem.Damaged, "page 1: the pointer leads to offset 140737488355327")]
    [InlineData("next pointer", 3L, SlideProblem.Damaged, "page 1: the pointer leads to offset 3; expected a directory between 12 and")]
    [InlineData("loop", 0L, SlideProblem.Damaged, "is linked twice \\(a loop\\)")]
    [InlineData("entry count", 0xFFFFL, SlideProblem.Damaged, "page 0: the directory says that it has 65535 entries; expected 1 to 1024")]
    [InlineData("second entry count", 0xFFFFL, SlideProblem.Damaged, "page 1: the directory says that it has 65535 entries; expected 1 to 1024")]
    public void Open_BrokenPointer_SaysWhatAndWhere(string place, long value, SlideProblem problem, string message)
    {
        var builder = NdpiBuilder.Slide();
        var bytes = builder.Build();
        var next = (int)builder.Directories[0] + 2 + (12 * builder.Pages[0].Count);
        switch (place)
        {
            case "first pointer":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), value);
                break;
            case "next pointer":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(next), value);
                break;
            case "loop":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(next), builder.Directories[0]);
                break;
            default:
                var page = place == "entry count" ? 0 : 1;
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((int)builder.Directories[page]), (ushort)value);
                break;
        }

        AssertRefused(bytes, problem, message);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.95)]
    public void Open_CutFile_IsRefused(double share)
    {
        var bytes = NdpiBuilder.Slide().Build();
        var exception = Open(bytes[..(int)(bytes.Length * share)]);
        Assert.Matches("is the file cut off|the file ends at|has no tag 65420|header of NDPI", exception.Message);
    }

    /// <summary>Bytes of the first level's stream, by their place from SOI; the tile says what is wrong.</summary>
    [Theory]
    [InlineData("SOF marker", "FFC2", SlideProblem.Unsupported, "a baseline frame of 8 bits")]
    [InlineData("SOF marker", "FFC9", SlideProblem.Unsupported, "a baseline frame|arithmetic")]
    [InlineData("precision", "0C", SlideProblem.Unsupported, "a baseline frame of 8 bits")]
    [InlineData("components", "04", SlideProblem.Damaged, "one whole frame header")]
    [InlineData("sampling", "51", SlideProblem.Damaged, "valid components")]
    [InlineData("DHT counts", "FF", SlideProblem.Damaged, "Huffman")]
    [InlineData("SOI", "0000", SlideProblem.Damaged, "SOI|a marker")]
    public void Open_BrokenStreamHeader_SaysWhatAndWhere(string place, string hex, SlideProblem problem, string message)
    {
        var bytes = NdpiBuilder.Slide().Build();
        var frame = bytes.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        var offset = place switch
        {
            "SOF marker" => frame,
            "precision" => frame + 4,
            "components" => frame + 9,
            "sampling" => frame + 11,
            "DHT counts" => bytes.AsSpan().IndexOf<byte>([0xFF, 0xC4]) + 5,
            _ => bytes.AsSpan().IndexOf<byte>([0xFF, 0xD8]),
        };
        Convert.FromHexString(hex).CopyTo(bytes, offset);

        var exception = Open(bytes);

        Assert.Equal(problem, exception.Problem);
        Assert.Matches(message, exception.Message);
        Assert.True(exception.Offset >= 12);
    }

    [Fact]
    public void MakeTiles_BrokenInterval_SaysWhichPageAndByte()
    {
        var bytes = NdpiBuilder.Slide().Build();
        var marker = bytes.AsSpan().IndexOf<byte>([0xFF, 0xD2]);
        bytes[marker + 1] = 0xD5;
        using var file = new TemporaryFile(bytes, "slide.ndpi");
        using var slide = SlideFormats.Open(file.Path);

        var exception = Assert.Throws<SlideFormatException>(() => slide.Levels[0].TileMaker!.MakeTiles(0, 1));

        Assert.Equal((SlideProblem.Damaged, marker), (exception.Problem, exception.Offset));
        Assert.Contains("page 0: The JPEG scan is damaged", exception.Message, StringComparison.Ordinal);
        Assert.Single(slide.Levels[1].TileMaker!.MakeTiles(0, 1));
    }

    [Fact]
    public void ReadPixels_BrokenMacro_FailsAloneAndTheSlideOpens()
    {
        var builder = NdpiBuilder.Slide().With(2, 273, 4, 1, new byte[700]);
        builder.WithSlide(slide =>
        {
            Assert.Equal(SlideProblem.Damaged, Assert.Throws<SlideFormatException>(() => slide.AssociatedImages[0].ReadPixels()).Problem);
            Assert.Single(slide.Levels[0].TileMaker!.MakeTiles(0, 1));
        });
    }

    [Fact]
    public void Open_MutatedFiles_OpensOrSaysWhy()
    {
        var bytes = NdpiBuilder.Slide().Build();
        foreach (var mutant in Mutations.Of(bytes, 20261121, 500))
        {
            using var file = new TemporaryFile(mutant, "slide.ndpi");
            try
            {
                using var slide = SlideFormats.Open(file.Path);
                foreach (var level in slide.Levels.Where(level => level.TileMaker is not null))
                {
                    level.TileMaker!.MakeTiles(0, 1);
                }
            }
            catch (SlideFormatException exception)
            {
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void AssertRefused(byte[] bytes, SlideProblem problem, string message)
    {
        var exception = Open(bytes);
        Assert.True(problem == exception.Problem, exception.Message);
        Assert.Matches(message, exception.Message);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    private static SlideFormatException Open(byte[] bytes)
    {
        using var file = new TemporaryFile(bytes, "slide.ndpi");
        return Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path).Dispose());
    }
}
