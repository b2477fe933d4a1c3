using System.Text;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Jpeg2000;

public class Jpeg2000FrameRewriterTests
{
    private static readonly byte[] Packets = [1, 2, 0xFF, 0x7F, 3];

    [Fact]
    public void Rewrite_CommentInMainHeader_OnlyItGoes()
    {
        var source = J2kBytes.Usual().Comment("DOE, JANE").Segment(0x55, 0, 0).TilePart(Packets).TilePart([9]).End()
            .ToArray();

        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);

        var expected = J2kBytes.Usual().Segment(0x55, 0, 0).TilePart(Packets).TilePart([9]).End().ToArray();
        Assert.Equal(expected, frame.Assemble(source));
        Assert.Equal(expected.Length, frame.Length);
        Assert.True(frame.TilePartsAreIdentical);
        Assert.False(frame.EndWasMissing);
        Assert.Equal(1, frame.DroppedSegments);
    }

    [Fact]
    public void Rewrite_SegmentsThatDecodeNothing_Go()
    {
        var source = J2kBytes.Usual().Segment(0x57, [.. "DOE, JANE"u8]).Segment(0x63, [.. "DOE, JANE"u8]).TilePart(Packets).End()
            .ToArray();

        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);

        Assert.Equal(J2kBytes.Usual().TilePart(Packets).End().ToArray(), frame.Assemble(source));
        Assert.Equal(2, frame.DroppedSegments);
    }

    [Theory]
    [InlineData(0x53)]
    [InlineData(0x5D)]
    [InlineData(0x5E)]
    public void TryRewrite_SegmentOfAComponentThatIsNotThere_IsDamaged(byte marker)
    {
        var there = J2kBytes.Usual().Segment(marker, [2, 0, 5, 4, 4, 0, 1]).TilePart(Packets).End().ToArray();
        Assert.True(Jpeg2000FrameRewriter.TryRewrite(there, Jpeg2000Limits.Default, out _, out _));

        foreach (byte[] payload in (byte[][])[[3, 0, 5, 4, 4, 0, 1], [0x44, .. "OE, JANE"u8], []])
        {
            var source = J2kBytes.Usual().Segment(marker, payload).TilePart(Packets).End().ToArray();
            Assert.False(Jpeg2000FrameRewriter.TryRewrite(source, Jpeg2000Limits.Default, out _, out var fault));
            Assert.Equal((CodecProblem.Damaged, (long)J2kBytes.Usual().ToArray().Length), (fault.Problem, fault.Offset));
        }
    }

    [Fact]
    public void Rewrite_CommentInTilePart_GoesWithTheLengthsMended()
    {
        var source = J2kBytes.Usual().Segment(0x55, 0, 0).TilePart(Packets, "DOE, JANE").TilePart([9]).End().ToArray();

        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);

        Assert.Equal(J2kBytes.Usual().TilePart(Packets).TilePart([9]).End().ToArray(), frame.Assemble(source));
        Assert.False(frame.TilePartsAreIdentical);
        Assert.Equal(2, frame.DroppedSegments);
    }

    [Fact]
    public void Rewrite_LastTilePartToTheEnd_IsFollowedToEoc()
    {
        var source = J2kBytes.Usual().TilePart(Packets, "x", length: 0).End().Raw(7, 7).ToArray();
        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);
        Assert.Equal(J2kBytes.Usual().TilePart(Packets, length: 0).End().ToArray(), frame.Assemble(source));
    }

    [Theory]
    [InlineData(new byte[] { }, true)]
    [InlineData(new byte[] { 0xFF }, true)]
    [InlineData(new byte[] { 0x12, 0x34, 0x56 }, true)]
    [InlineData(new byte[] { 0xFF, 0xD9, (byte)'D', (byte)'O', (byte)'E' }, false)]
    public void Rewrite_AnyEnding_BecomesEoc(byte[] ending, bool missing)
    {
        var source = J2kBytes.Usual().TilePart(Packets).Raw(ending).ToArray();
        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);
        Assert.Equal(J2kBytes.Usual().TilePart(Packets).End().ToArray(), frame.Assemble(source));
        Assert.Equal(missing, frame.EndWasMissing);
    }

    [Fact]
    public void Rewrite_BoxFile_IsUnwrapped()
    {
        var codestream = J2kBytes.Usual().Comment("x").TilePart(Packets).End().ToArray();
        var source = J2kBytes.BoxFile(codestream);
        var frame = Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default);
        Assert.Equal(J2kBytes.Usual().TilePart(Packets).End().ToArray(), frame.Assemble(source));
        Assert.Equal(0x90, source[frame.TilePartsOffset + 1]);
    }

    [Fact]
    public void TryRewriteMainHeader_Head_GivesHeaderAndLength()
    {
        var source = J2kBytes.Usual().Comment("x").TilePart(Packets).ToArray();
        Assert.True(Jpeg2000FrameRewriter.TryRewriteMainHeader(
            source, Jpeg2000Limits.Default, out var header, out var length, out _));
        Assert.Equal(J2kBytes.Usual().ToArray(), header);
        Assert.Equal(J2kBytes.Usual().Comment("x").ToArray().Length, length);
    }

    public static TheoryData<string, CodecProblem, byte[]> Refused() => new()
    {
        { "packets cut off", CodecProblem.Truncated, J2kBytes.Usual().TilePart(Packets).ToArray()[..^1] },
        { "Psot in header", CodecProblem.Damaged, J2kBytes.Usual().TilePart(Packets, length: 13).End().ToArray() },
        { "Psot too large", CodecProblem.Truncated, J2kBytes.Usual().TilePart(Packets, length: -1).End().ToArray() },
        { "foreign segment", CodecProblem.Unsupported, J2kBytes.Usual().Segment(0x74, 1).TilePart(Packets).ToArray() },
        { "foreign in tile", CodecProblem.Unsupported,
            J2kBytes.Usual().Segment(0x90, 0, 0, 0, 0, 0, 0, 0, 1).Segment(0x55, 1).Raw(0xFF, 0x93).ToArray() },
        { "no SOD", CodecProblem.Truncated, J2kBytes.Usual().Segment(0x90, 0, 0, 0, 0, 0, 0, 0, 1).ToArray() },
        { "short SOT", CodecProblem.Damaged, J2kBytes.Usual().Segment(0x90, 0, 0).Raw(0xFF, 0x93).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Rewrite_WhatCannotBe_SaysWhy(string name, CodecProblem problem, byte[] source)
    {
        var exception = Assert.Throws<CodecException>(
            () => Jpeg2000FrameRewriter.Rewrite(source, Jpeg2000Limits.Default));
        Assert.True(exception.Problem == problem, name);
    }

    [Fact]
    public void TryRewrite_MutatedFiles_NeverThrowsAndNeverKeepsAComment()
    {
        var valid = J2kBytes.BoxFile(
            J2kBytes.Usual().Comment("JANE").TilePart(Packets, "JANE").TilePart([9]).End().ToArray());
        var done = 0;
        foreach (var bytes in Mutations.Of(valid, 5000, seed: 12))
        {
            if (!Jpeg2000FrameRewriter.TryRewrite(bytes, Jpeg2000Limits.Default, out var frame, out _))
            {
                continue;
            }

            done++;
            var again = Jpeg2000FrameRewriter.Rewrite(frame.Assemble(bytes), Jpeg2000Limits.Default);
            Assert.Equal(0, again.DroppedSegments);
        }

        Assert.InRange(done, 100, 4900);
        Assert.DoesNotContain("JANE", Encoding.Latin1.GetString(
            Jpeg2000FrameRewriter.Rewrite(valid, Jpeg2000Limits.Default).Assemble(valid)), StringComparison.Ordinal);
    }
}
