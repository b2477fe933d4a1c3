using System.Text;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Tests.Tiff;

public class TiffFileTests
{
    public static TheoryData<bool, bool> Flavours => new() { { false, true }, { false, false }, { true, true }, { true, false } };

    [Theory]
    [MemberData(nameof(Flavours))]
    public void Read_TwoPages_HasPagesAndValues(bool big, bool littleEndian)
    {
        var second = new TestPage { Tags = [TestTag.Short(256, 7), TestTag.Rational(282, 1, 4), TestTag.Long8(257, 1UL << 40)] };
        var first = new TestPage
        {
            Tags =
            [
                TestTag.Ascii(270, "text of more than eight bytes"), TestTag.Ascii(305, "ab"), TestTag.Long(256, 5),
                TestTag.Short(258, 8, 9, 10, 11, 12),
            ],
        };
        using var opened = new OpenedTiff([first, second], big, littleEndian);
        var tiff = opened.Tiff;
        Assert.Equal(2, tiff.Directories.Count);
        var page = tiff.Directories[0];
        Assert.Equal("page 0", page.Location);
        Assert.Equal("text of more than eight bytes", page.ReadText(TiffTag.ImageDescription));
        Assert.Equal("ab", page.ReadText(TiffTag.Software));
        Assert.Equal(5UL, page.ReadInteger(TiffTag.ImageWidth));
        Assert.Equal(3UL, page.ReadInteger(TiffTag.ImageLength, 3));
        var bits = page.ReadIntegers(TiffTag.BitsPerSample)!;
        Assert.Equal([8, 9, 10, 11, 12], Enumerable.Range(0, bits.Count).Select(i => (int)bits[i]));
        Assert.Null(page.ReadReal(TiffTag.XResolution));
        Assert.Equal(0.25, tiff.Directories[1].ReadReal(TiffTag.XResolution));
        Assert.Equal(1UL << 40, tiff.Directories[1].ReadInteger(TiffTag.ImageLength));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public void Read_TwoPages_KnowsPlacesOfPointersAndValues(bool big, bool littleEndian)
    {
        var first = new TestPage { Tags = [TestTag.Ascii(270, "text of more than eight bytes"), TestTag.Ascii(305, "ab")] };
        var second = new TestPage { Tags = [TestTag.Short(256, 7)] };
        using var opened = new OpenedTiff([first, second], big, littleEndian);
        var tiff = opened.Tiff;
        Assert.Equal(big ? 8 : 4, tiff.Directories[0].Place.PointerPosition);
        Assert.Equal(first.Offset, tiff.Directories[0].Place.Range.Offset);
        Assert.Equal(first.NextPointer, tiff.Directories[0].Place.NextPointerPosition);
        Assert.Equal(first.NextPointer, tiff.Directories[1].Place.PointerPosition);
        Assert.Equal((ulong)second.Offset, tiff.Directories[0].Place.NextOffset);
        Assert.Equal(first.NextPointer + (big ? 8 : 4), tiff.Directories[0].Place.Range.End);

        var text = tiff.Directories[0].Find(TiffTag.ImageDescription)!.Value;
        Assert.Equal(first.Entries[270], text.Field.Offset);
        Assert.False(text.IsInline);
        Assert.Equal("text of more than eight bytes\0", Text(opened, text));
        var inline = tiff.Directories[0].Find(TiffTag.Software)!.Value;
        Assert.True(inline.IsInline);
        Assert.Equal("ab\0", Text(opened, inline));
    }

    [Fact]
    public void Read_UnsortedTags_FindsThem()
    {
        var page = new TestPage { Tags = [TestTag.Short(300, 1), TestTag.Short(256, 7), TestTag.Short(257, 8)] };
        var builder = new TiffBuilder { SortTags = false };
        builder.Pages.Add(page);
        using var temporary = new TemporaryFile(builder.Build());
        using var file = SlideFile.Open(temporary.Path);
        var directory = TiffFile.Read(file, TiffLimits.Default).Directories[0];
        Assert.Equal(300, (int)directory.Entries[0].Tag);
        Assert.Equal(8UL, directory.ReadInteger(TiffTag.ImageLength));
    }

    [Fact]
    public void ReadText_NulInside_StopsThere()
    {
        using var opened = new OpenedTiff([new TestPage { Tags = [TestTag.Ascii(270, "short\0older and longer")] }]);
        var tiff = opened.Tiff;
        Assert.Equal("short", tiff.Directories[0].ReadText(TiffTag.ImageDescription));
    }

    [Fact]
    public void ReadText_NoNulAtEnd_IsRead()
    {
        using var opened = new OpenedTiff([new TestPage { Tags = [new TestTag(270, 2, [], "no end mark"u8.ToArray())] }]);
        var tiff = opened.Tiff;
        Assert.Equal("no end mark", tiff.Directories[0].ReadText(TiffTag.ImageDescription));
    }

    [Theory]
    [InlineData("C2B5")]
    [InlineData("B5")]
    public void Decode_MicroSignInEitherEncoding_IsRead(string hex) =>
        Assert.Equal("µ", TiffText.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void ReadAllDirectories_SubIFDs_ComeAfterThePages()
    {
        var child = new TestPage { Tags = [TestTag.Short(256, 3)] };
        var page = new TestPage { Tags = [TestTag.Short(256, 7)], Children = [child, new() { Tags = [TestTag.Short(256, 4)] }] };
        using var opened = new OpenedTiff([page, new() { Tags = [TestTag.Short(256, 9)] }]);
        var tiff = opened.Tiff;
        var all = tiff.ReadAllDirectories();
        Assert.Equal(
            ["page 0", "page 1", "page 0, tag 330 SubIFDs 0", "page 0, tag 330 SubIFDs 1"], all.Select(d => d.Location));
        Assert.Equal([7, 9, 3, 4], all.Select(d => (int)d.ReadInteger(TiffTag.ImageWidth)));
        Assert.Equal(child.Offset, all[2].Place.Range.Offset);
        var pointers = page.Children.Count == 2 ? tiff.Directories[0].Find(TiffTag.SubIFDs)!.Value.Value!.Value : default;
        Assert.Equal(pointers.Offset, all[2].Place.PointerPosition);
        Assert.Equal(pointers.Offset + 4, all[3].Place.PointerPosition);
    }

    [Fact]
    public void EnumerateDirectories_DamageBehindTheFirstPage_IsNotReached()
    {
        var first = new TestPage { Tags = [TestTag.Short(256, 7)] };
        var builder = new TiffBuilder();
        builder.Pages.Add(first);
        var bytes = builder.Build();
        bytes[first.NextPointer] = 0xFF;
        using var temporary = new TemporaryFile(bytes);
        using var file = SlideFile.Open(temporary.Path);
        Assert.Equal(7UL, TiffFile.EnumerateDirectories(file, TiffLimits.Default).First().ReadInteger(TiffTag.ImageWidth));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("4949", false)]
    [InlineData("49492A0008000000", true)]
    [InlineData("4D4D002A00000008", true)]
    [InlineData("4D4D2A0000000008", false)]
    [InlineData("49492B00080000001000000000000000", true)]
    [InlineData("49492B00040000001000000000000000", false)]
    [InlineData("49492B0008000000", false)]
    [InlineData("49492A00080000", false)]
    [InlineData("FFD8FFE000104A464946000101010048", false)]
    public void TryRead_FirstBytes_TellsTiff(string hex, bool expected) =>
        Assert.Equal(expected, TiffHeader.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public void ReadSegments_ManyTiles_KeepsTheFilesWidth()
    {
        const int Across = 1000;
        var offsets = Enumerable.Range(0, Across * Across).Select(i => (ulong)(i % 50)).ToArray();
        var page = new TestPage
        {
            Tags =
            [
                TestTag.Long(256, 16 * Across), TestTag.Long(257, 16 * Across), TestTag.Short(322, 16), TestTag.Short(323, 16),
                TestTag.Long(324, offsets), TestTag.Short(325, offsets),
            ],
        };
        using var opened = new OpenedTiff([page]);
        var tiff = opened.Tiff;
        var segments = TiffImage.Read(tiff.Directories[0]).ReadSegments();
        Assert.Equal(Across * Across, segments.Count);
        Assert.Equal(new ByteRange(49, 49), segments.GetRange(999_949));
        Assert.Equal(default, segments.GetRange(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => segments.GetRange(Across * Across));
    }

    private static string Text(OpenedTiff opened, TiffEntry entry) =>
        Encoding.ASCII.GetString(opened.Read(entry.Value!.Value));
}
