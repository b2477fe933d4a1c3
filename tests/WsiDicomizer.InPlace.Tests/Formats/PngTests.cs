using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Formats;

public sealed class PngTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Fact]
    public void Anonymize_LevelIV_EveryChecksumIsRightAndNoTextIsLeft()
    {
        using var built = new BuiltSlide(variants, "plain-image", "png");
        var chunks = ReadChunks(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV)));
        Assert.Equal(
            ["IHDR", "pHYs", .. Enumerable.Repeat("tEXt", 11), "IDAT", "IEND"],
            chunks.Where((chunk, i) => chunk.Name != "IDAT" || chunks[i - 1].Name != "IDAT").Select(chunk => chunk.Name));
        Assert.All(
            chunks.Where(chunk => chunk.Name == "tEXt"),
            chunk => Assert.Matches("^Comment\0X+$|^X+$", Encoding.Latin1.GetString(chunk.Data)));
    }

    [Fact]
    public void Anonymize_TimeAndExif_KeepTheirForm()
    {
        using var built = new BuiltSlide("a.png", Insert(
            variants, ("tIME", [0x07, 0xE7, 12, 29, 9, 59, 15]), ("eXIf", [.. "II*\0\u0008\0\0\0\u0001\0"u8, 0x3B, 1, 2, 0, 4, 0, 0, 0, .. "DOE\0"u8, 0, 0, 0, 0])));
        var path = built.Anonymize(AnonymizationLevel.IV);
        var chunks = ReadChunks(File.ReadAllBytes(path));
        Assert.Equal([0x07, 0x6C, 1, 1, 0, 0, 0], Assert.Single(chunks, chunk => chunk.Name == "tIME").Data);
        Assert.Equal(
            [.. "II*\0\u0008\0\0\0\u0001\0"u8, 0x3B, 1, 2, 0, 4, 0, 0, 0, .. "XXX\0"u8, 0, 0, 0, 0],
            Assert.Single(chunks, chunk => chunk.Name == "eXIf").Data);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV }).ChangesNothing);
    }

    [Fact]
    public void Anonymize_ColourProfile_StaysWithoutItsTexts()
    {
        var profile = MakeProfile();
        byte[] content = [.. "Scanner of Jane Doe"u8, 0, 0, .. Deflate(profile)];
        using var built = new BuiltSlide("a.png", Insert(variants, ("iCCP", content)));
        var path = built.Anonymize(AnonymizationLevel.IV);
        var stored = Assert.Single(ReadChunks(File.ReadAllBytes(path)), chunk => chunk.Name == "iCCP").Data;
        Assert.Equal(content.Length, stored.Length);
        Assert.DoesNotContain("Doe", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        using var slide = SlideFormats.Open(path);
        var neutral = slide.IccProfile.ToArray();
        Assert.Equal(profile.Length, neutral.Length);
        Assert.Equal(profile[..24], neutral[..24]);
        Assert.Equal([0x07, 0x6C, 0, 1, 0, 1], neutral[24..30]);
        Assert.DoesNotContain("Hospital", Encoding.Latin1.GetString(neutral), StringComparison.Ordinal);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV }).ChangesNothing);
    }

    [Fact]
    public void Anonymize_BytesBehindTheEnd_SayNothing()
    {
        var png = File.ReadAllBytes(variants.Get("plain-image", "png").Path);
        using var text = new BuiltSlide("a.png", [.. png, .. "DOE, JANE"u8]);
        Assert.Equal("XXXXXXXXX"u8.ToArray(), File.ReadAllBytes(text.Anonymize(AnonymizationLevel.IV))[^9..]);
        using var other = new BuiltSlide("a.png", [.. png, .. "PK\u0003\u0004DOE"u8]);
        Assert.Equal(new byte[7], File.ReadAllBytes(other.Anonymize(AnonymizationLevel.IV))[^7..]);
    }

    [Fact]
    public void Anonymize_Pixels_AreTheSame()
    {
        using var built = new BuiltSlide(variants, "plain-image", "png");
        var before = Decode(File.ReadAllBytes(built.Path));
        Assert.Equal(before, Decode(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV))));
    }

    private static byte[] Decode(byte[] png)
    {
        using var codec = new PngCodec(PngLimits.Default);
        return codec.Decode(png).Samples;
    }

    private static byte[] MakeProfile()
    {
        // Header, one tag: a text (ICC.1 7.2, 7.3, 10.22).
        var text = "Made in St. Elsewhere Hospital"u8;
        var profile = new byte[128 + 4 + 12 + 8 + text.Length + 1];
        BinaryPrimitives.WriteUInt32BigEndian(profile, (uint)profile.Length);
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        byte[] date = [0x07, 0xE7, 0, 12, 0, 29, 0, 9, 0, 59, 0, 15];
        date.CopyTo(profile, 24);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteUInt32BigEndian(profile.AsSpan(128), 1);
        "cprt"u8.CopyTo(profile.AsSpan(132));
        BinaryPrimitives.WriteUInt32BigEndian(profile.AsSpan(136), 144);
        BinaryPrimitives.WriteUInt32BigEndian(profile.AsSpan(140), (uint)(8 + text.Length + 1));
        "text"u8.CopyTo(profile.AsSpan(144));
        text.CopyTo(profile.AsSpan(152));
        return profile;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Insert(SyntheticVariants variants, params (string Name, byte[] Data)[] chunks)
    {
        var png = File.ReadAllBytes(variants.Get("plain-image", "png").Path);
        List<byte> bytes = [.. png[..33]];
        foreach (var (name, data) in chunks)
        {
            byte[] content = [.. Encoding.ASCII.GetBytes(name), .. data];
            var numbers = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(numbers, data.Length);
            BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(4), PngChecksum.Compute(content));
            bytes.AddRange([.. numbers[..4], .. content, .. numbers[4..]]);
        }

        return [.. bytes, .. png[33..]];
    }

    private static List<(string Name, byte[] Data)> ReadChunks(byte[] png)
    {
        var chunks = new List<(string Name, byte[] Data)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var checksum = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length));
            Assert.Equal(PngChecksum.Compute(png.AsSpan(at + 4, 4 + length)), checksum);
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        return chunks;
    }
}
