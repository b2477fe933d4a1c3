using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Zeiss;

namespace WsiDicomizer.SyntheticSlides.Tests.Zeiss;

public class ZeissSyntheticTests
{
    public static TheoryData<ZeissVariant> Variants => [.. Enum.GetValues<ZeissVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_AnyVariant_IsAChainOfSegmentsToItsEnd(ZeissVariant variant)
    {
        var (file, _) = Write(variant);
        List<string> ids = [];
        var at = 0L;
        while (at < file.Length)
        {
            ids.Add(Encoding.ASCII.GetString(file, (int)at, 16).TrimEnd('\0'));
            at += 32 + BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)at + 16));
        }

        Assert.Equal(file.Length, at);
        Assert.Equal("ZISRAWFILE", ids[0]);
        Assert.Contains("DELETED", ids);
        Assert.Equal(5, ids.Count(id => id == "ZISRAWATTACH"));
        Assert.Equal(["ZISRAWDIRECTORY", "ZISRAWATTDIR"], ids[^2..]);
        var directory = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32 + 52));
        Assert.Equal(ids.Count(id => id == "ZISRAWSUBBLOCK"), BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(directory + 32)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_OfTexts_AreThereByTheirBytes(ZeissVariant variant)
    {
        var (file, key) = Write(variant);
        var texts = key.Entries.Where(entry => entry.Where != "file name" && !entry.Where.EndsWith("pixels", StringComparison.Ordinal)).ToList();
        Assert.True(texts.Count > 30);
        Assert.All(texts, entry =>
        {
            var bytes = entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
            Assert.True(file.AsSpan().IndexOf(bytes) >= 0, $"{entry.Where}: {entry.Name}");
        });
    }

    [Fact]
    public void Write_WithoutIdentity_PlantsNothing()
    {
        var (_, key) = Write(ZeissVariant.JpegMosaic, PlantedIdentity.None);
        Assert.Empty(key.Entries);
    }

    [Fact]
    public void Write_TheSameSeed_GivesTheSameBytes() => Assert.Equal(Write(ZeissVariant.Zstd1).File, Write(ZeissVariant.Zstd1).File);

    [Theory]
    [InlineData(ZeissVariant.JpegMosaic, 1)]
    [InlineData(ZeissVariant.TwoScenes, 2)]
    [InlineData(ZeissVariant.Gray16TwoChannels, 2)]
    [InlineData(ZeissVariant.ZStack, 3)]
    public void Levels_AreThoseOfEveryPyramid(ZeissVariant variant, int pyramids)
    {
        var levels = Write(variant).Key.Levels;
        Assert.Equal(Enumerable.Range(0, pyramids), levels.Select(level => level.Page).Distinct());
        Assert.All(levels.GroupBy(level => level.Page), pyramid =>
            Assert.Equal((pyramid.First().Width + 1) / 2, pyramid.ElementAt(1).Width));
    }

    private static (byte[] File, AnswerKey Key) Write(ZeissVariant variant, PlantedIdentity? identity = null)
    {
        using var stream = new MemoryStream();
        var key = ZeissSyntheticSlide.Write(
            stream,
            "slide.czi",
            new ZeissSyntheticOptions { Variant = variant, Size = new PixelSize(300, 200), TileSize = 96, Identity = identity });
        return (stream.ToArray(), key);
    }
}
