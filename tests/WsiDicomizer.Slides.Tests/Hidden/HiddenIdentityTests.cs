using System.Text;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tests.Support;
using static WsiDicomizer.Slides.Tests.Hidden.Streams;

namespace WsiDicomizer.Slides.Tests.Hidden;

/// <summary>What no structure leads to: in streams, behind them, between structures.</summary>
public class HiddenIdentityTests
{
    [Fact]
    public void Find_CommentInATile_IsToldWithItsPlace()
    {
        var bytes = Slide(JpegStream(Comment("Scanned by drsmith")));

        var record = Assert.Single(Find(bytes));

        Assert.Equal(("page 0, tile 0, JPEG COM", "Scanned by drsmith", 0), (record.Location, record.Value, record.FileIndex));
        Assert.Equal("Scanned by drsmith", At(bytes, record));
    }

    [Fact]
    public void Find_SegmentOfAnApplication_IsToldWholeAndByItsTexts()
    {
        var bytes = Slide(JpegStream(Segment(0xED, [1, 2, 0, .. "MRN-4711-0815"u8, 9, 9, .. Encoding.Unicode.GetBytes("S24-0815"), 7])));

        var records = Find(bytes);

        Assert.All(records, record => Assert.Equal("page 0, tile 0, JPEG APP13", record.Location));
        Assert.Equal([null, "MRN-4711-0815", "S24-0815"], records.OrderBy(record => record.Value, StringComparer.Ordinal).Select(record => record.Value));
        Assert.Equal(35, records.Single(record => record.Value is null).Range!.Value.Length);
    }

    [Fact]
    public void Find_Exif_IsToldWholeAndByItsValues()
    {
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x3B, 1, 2, 0, 10, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0, .. "DOE, JANE\0"u8];
        var bytes = Slide(JpegStream(Segment(0xE1, exif)));

        var records = Find(bytes);

        Assert.Equal([null, "DOE, JANE"], records.Select(record => record.Value));
        Assert.Equal(IdentityKind.Person, records[1].Kind);
        Assert.Equal(exif.Length, records[0].Range!.Value.Length);
        Assert.Equal("DOE, JANE", At(bytes, records[1]).TrimEnd('\0'));
    }

    [Fact]
    public void Find_WhatADecoderAsksFor_IsNotTold()
    {
        byte[] jfif = [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0];
        byte[] adobe = [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1];

        Assert.Empty(Find(Slide(JpegStream(Segment(0xE0, jfif), Segment(0xEE, adobe)))));
        var bytes = Slide(JpegStream(Segment(0xE0, [.. jfif, .. "DOE"u8]), Segment(0xEE, [.. adobe, .. "JANE"u8])));
        Assert.Equal(["DOE", "JANE"], Find(bytes).Select(record => At(bytes, record)));
    }

    [Fact]
    public void Find_BytesBehindTheEnd_AreToldUpToTheEndOfTheTile()
    {
        var bytes = Slide([.. JpegStream(), .. "\0\0MRN-4711-0815\0"u8]);

        var record = Assert.Single(Find(bytes));

        Assert.Equal(("page 0, tile 0, bytes after the end", "MRN-4711-0815"), (record.Location, record.Value));
        Assert.Equal("\0\0MRN-4711-0815\0", At(bytes, record));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(700)]
    public void Find_ZerosBehindTheEnd_AreNotTold(int zeros) => Assert.Empty(Find(Slide([.. JpegStream(), .. new byte[zeros]])));

    [Fact]
    public void Find_AnotherEndAppended_TellsWhatIsBehindTheFirst()
    {
        var bytes = Slide([.. JpegStream(), .. "ab"u8, 0xFF, 0xD9]);

        Assert.Equal("ab\u00FF\u00D9", At(bytes, Assert.Single(Find(bytes))));
    }

    [Fact]
    public void Find_CommentBetweenScansOfAProgressiveStream_IsTold()
    {
        var stream = JpegStream(0xC2);
        byte[] two = [.. stream[..^2], .. Comment("between the scans"), .. Scan(), 0xFF, 0xD9, .. "behind"u8];

        Assert.Equal(["between the scans", "behind"], Find(Slide(two)).Select(record => record.Value));
    }

    [Fact]
    public void Find_CommentInTheTables_IsTold()
    {
        var pages = GenericTiffBuilder.Slide();
        pages[0] = pages[0].With(TestTag.Undefined(347, [0xFF, 0xD8, .. Comment("PATHLAB-WS41"), 0xFF, 0xD9]));
        var bytes = AperioBuilder.Build(pages);

        var record = Assert.Single(Find(bytes));

        Assert.Equal("page 0, tag 347 JpegTables, JPEG COM", record.Location);
        Assert.Equal("PATHLAB-WS41", At(bytes, record));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Find_Jpeg2000_TellsCommentsOfBothHeadersAndWhatIsBehind(bool hasLength)
    {
        var pages = GenericTiffBuilder.Slide();
        byte[][] tiles = [Codestream("Scanned by drsmith", "MRN-4711-0815", hasLength), .. pages[0].Tiles.Skip(1)];
        pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = tiles }.With(TestTag.Short(259, 34712));
        pages.RemoveAt(1);
        var bytes = AperioBuilder.Build(pages);

        var records = Find(bytes);

        Assert.Equal(["Scanned by drsmith", "of the part", "MRN-4711-0815"], records.Select(record => record.Value));
        Assert.Equal("page 0, tile 0, J2K COM", records[0].Location);
        Assert.All(records, record => Assert.Equal(record.Value, At(bytes, record)));
    }

    [Fact]
    public void Find_BytesThatNothingRefersTo_AreToldInRuns()
    {
        byte[] more = [.. new byte[40], .. "Case S24-0815"u8, .. new byte[15], .. "DOE"u8, .. new byte[16], .. Encoding.Unicode.GetBytes("drsmith")];
        byte[] bytes = [.. AperioBuilder.Build(GenericTiffBuilder.Slide()), .. more];

        var records = Find(bytes);

        Assert.Equal(["Case S24-0815               DOE", "drsmith"], records.Select(record => record.Value));
        Assert.Equal(31, records[0].Range!.Value.Length);
        Assert.All(records, record => Assert.Equal("between structures", record.Location));
    }

    [Fact]
    public void Find_BytesOfNoText_AreToldAsAWhole()
    {
        byte[] bytes = [.. AperioBuilder.Build(GenericTiffBuilder.Slide()), 1, 2, 3, .. "S24-0815"u8, 4];

        var records = Find(bytes);

        Assert.Equal([null, "S24-0815"], records.Select(record => record.Value));
        Assert.Equal([12L, 8L], records.Select(record => record.Range!.Value.Length));
    }

    [Fact]
    public void Find_GapOfNdpi_IsTold()
    {
        byte[] bytes = [.. NdpiBuilder.Slide().Build(), .. "a reference"u8];
        using var file = new TemporaryFile(bytes, "slide.ndpi");
        using var slide = SlideFormats.Open(file.Path);

        Assert.Equal("hamamatsu", slide.FormatName);
        Assert.Contains(slide.FindHiddenIdentity(), record => record is { Location: "between structures", Value: "a reference" });
    }

    [Fact]
    public void Find_DamagedTile_KeepsNothingFromTheNext()
    {
        byte[] cutOff = [.. JpegStream(Comment("first"))[..20]];
        byte[] tooLong = [0xFF, 0xD8, 0xFF, 0xFE, 0xFF, 0xFF, 1, 2, 3, 4];

        Assert.Equal(["first", "last"], Find(Slide(cutOff, tooLong, JpegStream(Comment("last")))).Select(record => record.Value));
    }

    [Fact]
    public void Find_WhatTheSlideTellsItself_IsNotToldAgain()
    {
        using var file = new TemporaryFile(JpegStream(Comment("DOE, JANE")), "picture.jpg");
        using var opened = SlideFile.Open(file.Path);
        var map = FileMap.OfPicture(opened, 0, TileCompression.Jpeg, HiddenIdentityLimits.Default);
        var found = Assert.Single(new HiddenIdentityFinder(map, HiddenIdentityLimits.Default).Find());

        Assert.Contains(InHeader(opened), record => record.Range == found.Range && record.Value == found.Value);

        static IReadOnlyList<IdentityRecord> InHeader(SlideFile jpeg) => Slides.Jpeg.JpegIdentity.FindRecords(jpeg, 0);
    }

    [Fact]
    public void Find_ManySoundTiles_ReadsAWindowForEach()
    {
        var tile = JpegStream(Segment(0xFE, []));
        byte[] coded = [.. tile[..^2], .. Enumerable.Repeat((byte)0x33, 5_000), 0xFF, 0xD9];
        using var file = new TemporaryFile([.. Enumerable.Repeat(coded, 300).SelectMany(bytes => bytes)]);
        using var opened = SlideFile.Open(file.Path);
        var map = new FileMap(opened, 0, HiddenIdentityLimits.Default) { IsComplete = true };
        var place = map.AddPlace("tile");
        for (var index = 0; index < 300; index++)
        {
            map.AddStream(place, index, new ByteRange((long)index * coded.Length, coded.Length), TileCompression.Jpeg);
        }

        var finder = new HiddenIdentityFinder(map, HiddenIdentityLimits.Default);

        Assert.Empty(finder.Find());
        Assert.InRange(finder.BytesRead, 300, 301 * HiddenIdentityLimits.Default.WindowBytes);
    }

    [Fact]
    public void Find_TilesUponEachOther_EndsWithAnError()
    {
        var segment = Segment(0xFE, [.. Enumerable.Repeat((byte)'x', 60_000)]);
        using var file = new TemporaryFile([0xFF, 0xD8, .. Enumerable.Repeat(segment, 20).SelectMany(bytes => bytes)]);
        using var opened = SlideFile.Open(file.Path);
        var map = new FileMap(opened, 0, HiddenIdentityLimits.Default);
        var place = map.AddPlace("tile");
        for (var index = 0; index < 20; index++)
        {
            map.AddStream(place, index, new ByteRange(0, opened.Length - index), TileCompression.Jpeg);
        }

        var failure = Assert.Throws<SlideFormatException>(
            () => new HiddenIdentityFinder(map, HiddenIdentityLimits.Default).Find().Count());
        Assert.Contains("tiles lie upon each other", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_Png_TellsTextsAndWhatIsBehind()
    {
        byte[] bytes =
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", "Author\0DOE, JANE"u8), .. Chunk("pHYs", new byte[9]),
            .. Chunk("IEND", []), .. "behind"u8,
        ];
        using var file = new TemporaryFile(bytes);
        using var opened = SlideFile.Open(file.Path);
        var map = FileMap.OfPicture(opened, 2, TileCompression.Png, HiddenIdentityLimits.Default);

        var records = new HiddenIdentityFinder(map, HiddenIdentityLimits.Default).Find().ToList();

        Assert.Equal(["Author DOE, JANE", "behind"], records.Select(record => record.Value));
        Assert.Equal(["Author\0DOE, JANE", "behind"], records.Select(record => At(bytes, record)));
        Assert.All(records, record => Assert.Equal(2, record.FileIndex));
    }

    [Fact]
    public void EnumerateStoredStreams_NamesEveryTileAndStrip()
    {
        using var file = new TemporaryFile(Slide(JpegStream()), "slide.tif");
        using var slide = SlideFormats.Open(file.Path);

        var streams = slide.EnumerateStoredStreams().ToList();

        Assert.Equal(12 + 4 + 3, streams.Count);
        Assert.Equal("page 0, tile 0", streams[0].Location);
        Assert.Equal(TileCompression.Jpeg, streams[0].Compression);
        Assert.Equal(slide.Levels[0].GetTileRange(11), streams[11].Range);
        Assert.Equal("page 2, strip 2", streams[^1].Location);
    }

    private static byte[] Slide(params byte[][] tiles)
    {
        var pages = GenericTiffBuilder.Slide();
        pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = [.. tiles, .. pages[0].Tiles.Skip(tiles.Length)] };
        return AperioBuilder.Build(pages);
    }

    private static List<IdentityRecord> Find(byte[] bytes)
    {
        using var file = new TemporaryFile(bytes, "slide.tif");
        using var slide = SlideFormats.Open(file.Path);
        Assert.Equal("generic-tiff", slide.FormatName);
        return [.. slide.FindHiddenIdentity()];
    }

    private static string At(byte[] bytes, IdentityRecord record) =>
        Encoding.Latin1.GetString(bytes, (int)record.Range!.Value.Offset, (int)record.Range.Value.Length);

    private static byte[] Chunk(string name, ReadOnlySpan<byte> data) =>
        [0, 0, 0, (byte)data.Length, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
}
