using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Zeiss;

/// <summary>Damage as data: a sound slide, a change of its parts or bytes, and what the error must say.</summary>
public class ZeissDamageTests
{
    private static readonly Dictionary<string, (Func<byte[]> Make, string Message, SlideProblem Problem)> Cases = new()
    {
        ["header cut off"] = Bytes((bytes, _) => bytes[..100], "ZISRAWFILE: 512 bytes are allocated"),
        ["header of no length"] = Write("", 16, 0L, "ZISRAWFILE: 0 bytes are allocated; expected at least 80"),
        ["more used than allocated"] = Write("", 24, 513L, "more bytes are used than allocated"),
        ["another version"] = Write("", 32, 2, "another version", SlideProblem.Unsupported),
        ["a part of several files"] = Write("", 80, 1, "part of several files", SlideProblem.Unsupported),
        ["no directory"] = Write("", 84, 0L, "there is no directory of subblocks"),
        ["directory beyond the end"] = Write("", 84, 1L << 40, "ZISRAWDIRECTORY: the segment is to lie at an offset outside"),
        ["directory at a negative offset"] = Write("", 84, -5L, "ZISRAWDIRECTORY: the segment is to lie at an offset outside"),
        ["directory at another segment"] = Write("", 84, 544L, "expected a segment ZISRAWDIRECTORY"),
        ["directory cut off"] = Bytes((bytes, at) => bytes[..(at["directory"] + 200)], "ZISRAWDIRECTORY: .* bytes are allocated"),
        ["directory without subblocks"] = Built(new CziBuilder { Subblocks = [] }, "lists no subblocks"),
        ["directory of too many"] = Write("directory", 32, int.MaxValue, "number of subblocks does not fit"),
        ["directory of a negative number"] = Write("directory", 32, -1, "number of subblocks does not fit"),
        ["directory of more than it has"] = Write("directory", 32, 4, "entry 3 is cut off|does not fit"),
        ["entry of another schema"] = Write("directory", 160, (short)0x4545, "entry 0 is cut off or not of the schema DV"),
        ["entry in another file"] = Write("directory", 174, 1, "subblock 0 is in another file", SlideProblem.Unsupported),
        ["entry without dimensions"] = Write("directory", 188, 0, "dimensions of entry 0 do not fit"),
        ["entry of too many dimensions"] = Write("directory", 188, 17, "dimensions of entry 0 do not fit"),
        ["dimension unknown"] = Write("directory", 192, (int)'Q', "none of XYSCZMTRIHVB", SlideProblem.Unsupported),
        ["dimension twice"] = Write("directory", 212, (int)'X', "has the dimension X twice"),
        ["no rows"] = Write("directory", 212, (int)'T', "several pictures|holds 40 pictures along the dimension T", SlideProblem.Unsupported),
        ["no dimension Y"] = Flat(subblock => subblock with { Dimensions = [.. subblock.Dimensions.Where(item => item.Name != 'Y')] }, "has no dimension Y"),
        ["width of zero"] = Write("directory", 200, 0, "has a dimension X without a size"),
        ["stored width negative"] = Write("directory", 208, -1, "has a dimension X without a size"),
        ["larger than the limits"] = Write("directory", 196, int.MinValue, "lie so far apart"),
        ["stored larger than what it covers"] = Flat(subblock => subblock.With('X', 0, 10, 40).With('Y', 0, 10, 40), "does not fit the size as stored"),
        ["no base level"] = Flat(subblock => subblock.With('X', 0, 80, 40).With('Y', 0, 80, 40), "no subblock of the largest level"),
        ["several times"] = Two(subblock => subblock.With('T', 1), "several times", SlideProblem.Unsupported),
        ["several rotations"] = Two(subblock => subblock.With('R', 1), "several rotations", SlideProblem.Unsupported),
        ["several views"] = Two(subblock => subblock.With('V', 2), "several views", SlideProblem.Unsupported),
        ["no scene among scenes"] = Two(subblock => subblock.With('S', 0), "belongs to no scene", SlideProblem.Unsupported),
        ["two pictures in one"] = Two(subblock => subblock.With('Z', 0, 2), "holds 2 pictures along the dimension Z", SlideProblem.Unsupported),
        ["two pixel types"] = Two(subblock => subblock with { PixelType = 0 }, "another pixel type", SlideProblem.Unsupported),
        ["subblock beyond the end"] = Write("directory", 166, 1L << 50, "ZISRAWSUBBLOCK: the segment is to lie at an offset outside"),
        ["subblock at the header"] = Write("directory", 166, 0L, "expected a segment ZISRAWSUBBLOCK"),
        ["subblock at the next one"] = Bytes(
            (bytes, at) => Put(bytes, at["directory"] + 166, (long)at["subblock 1"]), "two segments overlap, or one is listed twice"),
        ["subblock that reaches into the next"] = Bytes(
            (bytes, at) => Put(bytes, at["subblock 0"] + 16, (long)(at["subblock 1"] - at["subblock 0"])), "two segments overlap"),
        ["subblock with another entry"] = Write("subblock 0", 32 + 16 + 2, 0, "has another entry than the directory"),
        ["metadata of a subblock too long"] = Write("subblock 0", 32, 100_000, "metadata, data and attachment of subblock 0 do not fit"),
        ["metadata of a subblock negative"] = Write("subblock 0", 32, -1, "metadata, data and attachment of subblock 0 do not fit"),
        ["data of a subblock too long"] = Write("subblock 0", 40, 1L << 40, "metadata, data and attachment of subblock 0 do not fit"),
        ["data of a subblock negative"] = Write("subblock 0", 40, -1L, "metadata, data and attachment of subblock 0 do not fit"),
        ["metadata cut off"] = Write("metadata", 32, 100_000, "ZISRAWMETADATA: the XML does not fit"),
        ["metadata no XML"] = Built(new CziBuilder { Metadata = "DOE, JANE" }, "ZISRAWMETADATA: the XML cannot be read"),
        ["metadata with an open element"] = Built(new CziBuilder { Metadata = CziBuilder.Xml[..^5] }, "the XML cannot be read"),
        ["metadata with a document type"] = Built(new CziBuilder { Metadata = "<!DOCTYPE DOE>" + CziBuilder.Xml }, "document type"),
        ["metadata nested too deep"] = Built(
            new CziBuilder { Metadata = string.Concat(Enumerable.Repeat("<a>", 100)) }, "nest deeper than the limit of 64"),
        ["attachments of too many"] = Attached("attachments", 32, 5, "number of attachments does not fit"),
        ["attachment of another schema"] = Attached("attachments", 288, 0, "entry 0 is not of the schema A1"),
        ["attachment in another file"] = Attached("attachments", 308, 1, "attachment 0 is in another file", SlideProblem.Unsupported),
        ["attachment beyond the end"] = Attached("attachments", 300, 1 << 30, "ZISRAWATTACH: the segment is to lie at an offset outside"),
        ["attachment longer than its segment"] = Attached("attachment 0", 32, 1 << 20, "data of attachment 0 does not fit"),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Open_Damaged_SaysWhereAndWhat(string name)
    {
        var (make, message, problem) = Cases[name];
        using var file = new TemporaryFile(make(), "slide.czi");

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(file.Path));

        Assert.Matches(new Regex(message, RegexOptions.CultureInvariant), exception.Message);
        Assert.Equal(problem, exception.Problem);
        Assert.NotNull(exception.Offset);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 100, "has 100 bytes of data; expected 4800")]
    [InlineData(1, 100, "subblock 0: ")]
    [InlineData(5, 100, "libzstd cannot decompress")]
    [InlineData(6, 100, "none of the two known ones")]
    public void PaintTile_DamagedData_SaysWhichSubblock(int compression, int length, string message)
    {
        var data = Encoding.ASCII.GetBytes("DOE, JANE ".PadRight(length, '.'));
        var builder = new CziBuilder
        {
            Subblocks =
            [
                TestSubblock.Flat(0, 0, 40, 40, (0, 0, 0)) with { Data = data, Compression = compression },
                TestSubblock.Flat(20, 0, 40, 40, (0, 0, 0)),
            ],
        };
        using var file = new TemporaryFile(builder.Build(), "slide.czi");
        using var slide = SlideFormats.Open(file.Path);

        var exception = Assert.Throws<SlideFormatException>(
            () => slide.Levels[0].TilePainter!.PaintTile(0, new byte[512 * 512 * 3]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains("subblock 0: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PaintTile_SubblockLargerThanMemoryMayBe_IsUnsupportedAndNeverBackground()
    {
        var builder = new CziBuilder
        {
            Subblocks =
            [
                TestSubblock.Flat(0, 0, 40, 40, (0, 0, 0)).With('X', 0, 5000, 5000).With('Y', 0, 5000, 5000) with
                {
                    Data = new byte[4000],
                    Compression = 5,
                },
            ],
        };
        using var file = new TemporaryFile(builder.Build(), "slide.czi");
        using var slide = SlideFormats.Open(file.Path);

        var exception = Assert.Throws<SlideFormatException>(
            () => slide.Levels[0].TilePainter!.PaintTile(0, new byte[512 * 512 * 3]));

        Assert.Contains("save the slide in smaller tiles", exception.Message, StringComparison.Ordinal);
        Assert.Equal(SlideProblem.Unsupported, exception.Problem);
    }

    private static (Func<byte[]>, string, SlideProblem) Built(
        CziBuilder builder, string message, SlideProblem problem = SlideProblem.Damaged) => (builder.Build, message, problem);

    private static (Func<byte[]>, string, SlideProblem) Flat(
        Func<TestSubblock, TestSubblock> change, string message, SlideProblem problem = SlideProblem.Damaged) =>
        Built(new CziBuilder { Subblocks = [change(TestSubblock.Flat(0, 0, 40, 40, (1, 2, 3)))] }, message, problem);

    private static (Func<byte[]>, string, SlideProblem) Two(
        Func<TestSubblock, TestSubblock> change, string message, SlideProblem problem) => Built(
        new CziBuilder
        {
            Subblocks = [TestSubblock.Flat(0, 0, 40, 40, (1, 2, 3)), change(TestSubblock.Flat(40, 0, 40, 40, (1, 2, 3)))],
        },
        message,
        problem);

    private static (Func<byte[]>, string, SlideProblem) Bytes(
        Func<byte[], Dictionary<string, int>, byte[]> change, string message, SlideProblem problem = SlideProblem.Damaged) => (
        () =>
        {
            var builder = new CziBuilder();
            var bytes = builder.Build();
            return change(bytes, builder.At);
        },
        message,
        problem);

    private static (Func<byte[]>, string, SlideProblem) Write(
        string part, int offset, object value, string message, SlideProblem problem = SlideProblem.Damaged) =>
        Bytes((bytes, at) => Put(bytes, at.GetValueOrDefault(part) + offset, value), message, problem);

    private static (Func<byte[]>, string, SlideProblem) Attached(
        string part, int offset, int value, string message, SlideProblem problem = SlideProblem.Damaged) => (
        () =>
        {
            var builder = new CziBuilder { Attachments = [("EventList", "CZEVL", "DOE"u8.ToArray())] };
            var bytes = builder.Build();
            return Put(bytes, builder.At[part] + offset, value);
        },
        message,
        problem);

    private static byte[] Put(byte[] bytes, int offset, object value)
    {
        var target = bytes.AsSpan(offset);
        switch (value)
        {
            case short number:
                BinaryPrimitives.WriteInt16LittleEndian(target, number);
                break;
            case int number:
                BinaryPrimitives.WriteInt32LittleEndian(target, number);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(target, (long)value);
                break;
        }

        return bytes;
    }
}
