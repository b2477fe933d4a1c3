using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

public class JpegScrubberTests
{
    private static readonly byte[] Comment = [0xFF, 0xFE, 0, 8, .. "secret"u8];
    private static readonly byte[] Exif = [0xFF, 0xE1, 0, 12, .. "Exif\0\0"u8, .. "more"u8];

    [Fact]
    public void TryScrub_StreamWithNothingToLose_StaysAsItIs()
    {
        var stream = Stream([], "\u0001\u0002\u0003", []);

        Assert.Equal(new ScrubbedCodestream(stream.Length, null, 0), Scrub(stream));
    }

    [Fact]
    public void TryScrub_BytesBehindTheEnd_AreNotKept()
    {
        var stream = Stream([], "\u0001\u0002\u0003", []);

        Assert.Equal(new ScrubbedCodestream(stream.Length, null, 0), Scrub([.. stream, .. "secret"u8]));
    }

    [Fact]
    public void TryScrub_CommentsAndApplicationData_GoAndTheRestIsIdentical()
    {
        var stream = Stream([.. Comment, .. Exif], "\u0001\u0002\u0003", Comment);

        var result = Scrub(stream);

        Assert.Equal(Stream([], "\u0001\u0002\u0003", []), result.ToArray(stream));
        Assert.Equal(3, result.DroppedSegments);
    }

    [Fact]
    public void TryScrub_SegmentsThatFollowEachOther_AreOneCut()
    {
        var stream = Stream([.. Comment, 0xFF, 0xFF, .. Exif], "\u0001\u0002\u0003", []);

        var result = Scrub(stream);

        Assert.Equal(
            new ScrubbedCodestream(stream.Length, null, 2) { CutOffset = 2, CutLength = Comment.Length + 2 + Exif.Length }, result);
        Assert.Equal(Stream([], "\u0001\u0002\u0003", []), result.ToArray(stream));
    }

    [Fact]
    public void TryScrub_SeveralScansWithACommentBetween_KeepsEveryScan()
    {
        byte[] second = [0xFF, 0xDA, 0, 6, 1, 1, 0, 0, 0, 9, 9, 0xFF, 0, 0xFF, 0xD0, 8];

        var stream = Stream([], "\u0001\u0002\u0003", [.. Comment, .. second]);

        var result = Scrub(stream);

        Assert.Equal(Stream([], "\u0001\u0002\u0003", second), result.ToArray(stream));
    }

    [Theory]
    [InlineData(0, "\u0001\u0002\u0003", true)]
    [InlineData(1, "\u0001\u0002\u0003", false)]
    [InlineData(1, "RGB", true)]
    [InlineData(0, "RGB", true)]
    [InlineData(2, "CMYK", true)]
    [InlineData(0, "\u0001", false)]
    public void TryScrub_AdobeSegment_StaysWhereItDecidesTheColour(int transform, string ids, bool stays)
    {
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)transform];

        var stream = Stream(adobe, ids, []);

        var result = Scrub(stream);

        Assert.Equal(Stream(stays ? adobe : [], ids, []), result.ToArray(stream));
        Assert.Equal(stays ? 0 : adobe.Length, result.CutLength);
    }

    [Fact]
    public void TryScrub_AdobeSegmentThatIsTooLong_IsCutToWhatIsDefined()
    {
        byte[] head = [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0];

        var stream = Stream([0xFF, 0xEE, 0, 20, .. head, .. "secret"u8], "\u0001\u0002\u0003", []);

        var result = Scrub(stream);

        Assert.Equal(Stream([0xFF, 0xEE, 0, 14, .. head], "\u0001\u0002\u0003", []), result.ToArray(stream));
    }

    [Fact]
    public void TryScrub_JfifThatOverrulesTheIds_StaysWithoutItsThumbnail()
    {
        byte[] head = [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1];

        var stream = Stream([0xFF, 0xE0, 0, 19, .. head, 1, 1, 7, 7, 7], "RGB", []);

        var result = Scrub(stream);

        Assert.Equal(Stream([0xFF, 0xE0, 0, 16, .. head, 0, 0], "RGB", []), result.ToArray(stream));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TryScrub_StreamThatIsCutOff_IsAFault(int missing)
    {
        var stream = Stream(Comment, "\u0001\u0002\u0003", []);

        Assert.False(JpegScrubber.TryScrub(stream.AsSpan(0, stream.Length - missing), JpegLimits.Default, out _, out var fault));
        Assert.Equal(CodecProblem.Truncated, fault.Problem);
    }

    [Fact]
    public void TryScrub_ReservedMarker_IsRefused()
    {
        Assert.False(JpegScrubber.TryScrub(
            Stream([0xFF, 0xF3, 0, 8, .. "secret"u8], "\u0001\u0002\u0003", []), JpegLimits.Default, out _, out var fault));
        Assert.Equal(CodecProblem.Unsupported, fault.Problem);
    }

    [Fact]
    public void TryScrubJpegLs_ColourTransform_StaysAndSpiffGoes()
    {
        byte[] transform = [0xFF, 0xE8, 0, 7, .. "mrfx"u8, 1];
        byte[] spiff = [0xFF, 0xE8, 0, 14, .. "SPIFF\0"u8, .. "secret"u8];

        var stream = JpegLs([.. spiff, .. transform]);

        Assert.True(JpegScrubber.TryScrubJpegLs(stream, JpegLimits.Default, out var result, out _));

        Assert.Equal(JpegLs(transform), result.ToArray(stream));
    }

    // Coded data where FF7F is no marker, and a comment between scans.
    private static byte[] JpegLs(byte[] head) =>
    [
        0xFF, 0xD8, .. head, 0xFF, 0xF7, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 1, 0xFF, 0x7F, 2, 0xFF, 0xD9,
    ];

    private static ScrubbedCodestream Scrub(byte[] stream)
    {
        Assert.True(JpegScrubber.TryScrub(stream, JpegLimits.Default, out var result, out var fault), fault.Expected);
        return result;
    }

    private static byte[] Stream(byte[] head, string ids, byte[] behindScan)
    {
        var whole = JpegBytes.Start().AllTables().Frame(8, 8, ids).Scan(ids).Raw(1, 0xFF, 0, 0xFF, 0xD3, 2).Raw(behindScan).End().ToArray();
        return [.. whole[..2], .. head, .. whole[2..]];
    }
}
