using System.Buffers.Binary;
using System.Text;
using System.Xml.Linq;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Isyntax;

namespace WsiDicomizer.SyntheticSlides.Tests.Isyntax;

public class IsyntaxSyntheticTests
{
    public static TheoryData<IsyntaxVariant> Variants => [.. Enum.GetValues<IsyntaxVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_HasAHeaderWithOneEndMark(IsyntaxVariant variant)
    {
        var (file, key) = Write(variant);
        var end = file.AsSpan().IndexOf((byte)4);

        Assert.Equal("\r\n", Encoding.ASCII.GetString(file, end - 2, 2));
        var root = XDocument.Parse(Encoding.UTF8.GetString(file, 0, end).TrimEnd('\r', '\n', '\0')).Root!;
        Assert.Equal("DPUfsImport", (string)root.Attribute("ObjectType")!);
        var ranges = root.Descendants("Attribute")
            .Where(item => (string)item.Attribute("Name")! == "UFS_IMAGE_DIMENSION_RANGE")
            .Select(item => item.Value.Split(' ').Select(int.Parse).ToArray()).ToList();
        var levels = ranges[3][2] - ranges[3][0] + 1;
        Assert.Equal(key.Levels.Count, levels);
        Assert.Equal(key.Levels[0].Width, ranges[0][2] - ranges[0][0] + 1 - (2 * ((3 << levels) - 3)));
    }

    // formats.md section 7.2: the seek table of the first generation gives the place of each block in the file.
    [Fact]
    public void Write_FirstGeneration_HasASeekTableThatLeadsToTheBlocks()
    {
        var (file, key) = Write(IsyntaxVariant.V1);
        var at = file.AsSpan().IndexOf((byte)4) + 1;
        Assert.Equal(0x301D, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)));
        Assert.Equal(0x2015, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 2)));
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
        var expected = at + 8L + length;
        for (var record = at + 8; record < at + 8 + length; record += 40)
        {
            Assert.Equal(expected, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(record + 16)));
            expected += BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(record + 32));
        }

        var slack = Assert.Single(key.Entries, entry => entry.Where.EndsWith("between structures", StringComparison.Ordinal));
        Assert.Equal($"offset {expected}, between structures", slack.Where);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_OfTexts_AreThereByTheirBytes(IsyntaxVariant variant)
    {
        var (file, key) = Write(variant);
        var texts = key.Entries.Where(entry => entry.Where == "header").ToList();
        Assert.True(texts.Count > 12);
        Assert.All(texts, entry =>
        {
            var bytes = entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
            Assert.True(file.AsSpan().IndexOf(bytes) >= 0, entry.Name);
        });
    }

    [Fact]
    public void Write_WithoutIdentity_PlantsNothing() => Assert.Empty(Write(IsyntaxVariant.V2, PlantedIdentity.None).Key.Entries);

    private static (byte[] File, AnswerKey Key) Write(IsyntaxVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = IsyntaxSyntheticSlide.Write(
            stream, "slide.isyntax", new IsyntaxSyntheticOptions { Variant = variant, Size = new PixelSize(700, 500), Identity = identity });
        return (stream.ToArray(), key);
    }
}
