using System.Buffers.Binary;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.Fuzz.Hostile;

/// <summary>Coded pictures and profiles that ask for too much are refused, with the limit or the fault in the message.</summary>
public class CodecTests
{
    [Fact]
    public void Decode_JpegOf65535By65535_IsRefusedByItsPixels()
    {
        using var codec = new JpegCodec(JpegLimits.Default);

        var exception = Refusal.Of<CodecException>("more pixels than the limits", () => codec.Decode(Resized(65535, 65535)));

        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Fact]
    public void Decode_JpegThatClaimsMoreThanItHolds_IsRefusedBeforeItIsDecoded()
    {
        using var codec = new JpegCodec(JpegLimits.Default);

        Refusal.Of<CodecException>("ends before the data", () => codec.Decode(Resized(16384, 16384)));
    }

    [Fact]
    public void Decode_ProgressiveJpegThatClaimsMoreThanItHolds_IsRefusedBeforeItIsDecoded()
    {
        var stream = Resized(16384, 16384);
        stream[stream.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 1] = 0xC2;
        using var codec = new JpegCodec(JpegLimits.Default);

        Refusal.Of<CodecException>("ends before the data", () => codec.Decode(stream));
    }

    [Theory]
    [InlineData("marker segments", 300, 2)]
    [InlineData("scan to start earlier", 20, 65535)]
    public void Read_JpegOfEndlessHeader_IsRefusedByItsLimit(string reason, int segments, int length)
    {
        byte[] segment = [0xFF, 0xFE, (byte)(length >> 8), (byte)length, .. new byte[length - 2]];
        byte[] stream = [0xFF, 0xD8, .. Enumerable.Repeat(segment, segments).SelectMany(bytes => bytes), .. Pictures.Jpegs()[0][2..]];

        Refusal.Of<CodecException>(reason, () => JpegHeader.Read(stream, JpegLimits.Default), stream.Length);
    }

    [Fact]
    public void Read_JpegOf255Components_IsRefused()
    {
        byte[] frame = [0xFF, 0xC0, .. BigEndian((ushort)(8 + (3 * 255))), 8, 0, 16, 0, 16, 255, .. new byte[3 * 255]];

        Refusal.Of<CodecException>(
            "component|expected", () => JpegHeader.Read([0xFF, 0xD8, .. frame, 0xFF, 0xD9], JpegLimits.Default));
    }

    [Fact]
    public void Rewrite_JpegTablesOfManySegments_IsRefusedByItsLimit()
    {
        byte[] tables =
            [0xFF, 0xD8, .. Enumerable.Repeat<byte[]>([0xFF, 0xFE, 0, 2], 100_000).SelectMany(bytes => bytes), 0xFF, 0xD9];

        Refusal.Of<CodecException>(
            "marker segments", () => Assert.NotNull(new JpegFrameHeaderRewriter(tables, JpegColor.Rgb, JpegLimits.Default)), tables.Length);
    }

    [Theory]
    [InlineData(0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, "pixels")]
    [InlineData(0xFFFFFFFF, 0xFFFFFFFF, 1, 1, "fewer components or tiles")]
    [InlineData(0xFFFFFFFF, 1, 0xFFFFFFFF, 1, "pixels|expected")]
    [InlineData(8193, 8193, 8193, 8193, "pixels")]
    public void Decode_Jpeg2000OfHugeSize_IsRefused(uint width, uint height, uint tileWidth, uint tileHeight, string reason)
    {
        var stream = (byte[])Pictures.Jpeg2000s()[0].Clone();
        var siz = stream.AsSpan().IndexOf<byte>([0xFF, 0x51]);
        Field.Big(siz + 6, 4).Write(stream, width);
        Field.Big(siz + 10, 4).Write(stream, height);
        Field.Big(siz + 22, 4).Write(stream, tileWidth);
        Field.Big(siz + 26, 4).Write(stream, tileHeight);
        using var codec = new Jpeg2000Codec(Jpeg2000Limits.Default);

        Refusal.Of<CodecException>(reason, () => codec.Decode(stream));
    }

    [Fact]
    public void Rewrite_Jpeg2000OfEndlessTileParts_IsRefusedByItsLimit()
    {
        var stream = Pictures.Jpeg2000s()[0];
        var sot = stream.AsSpan().IndexOf<byte>([0xFF, 0x90]);
        byte[] part = [0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 14, 0, 0, 0xFF, 0x93];
        byte[] endless = [.. stream.AsSpan(0, sot), .. Enumerable.Repeat(part, 70_000).SelectMany(bytes => bytes)];

        Refusal.Of<CodecException>(
            "no more tile-parts", () => Jpeg2000FrameRewriter.Rewrite(endless, Jpeg2000Limits.Default), 4 * endless.Length);
    }

    [Fact]
    public void Find_CodestreamBehindEndlessBoxes_IsRefusedByMaxBoxes()
    {
        var file = Pictures.BoxFile([]);
        byte[] box = [0, 0, 0, 8, .. "free"u8];
        byte[] endless = [.. file.AsSpan(0, 32), .. Enumerable.Repeat(box, 100_000).SelectMany(bytes => bytes)];

        Refusal.Of<CodecException>(
            "jp2c", () => Jpeg2000FrameRewriter.Rewrite(endless, Jpeg2000Limits.Default), endless.Length);
    }

    [Theory]
    [InlineData(0, "smaller profile|as many bytes")]
    [InlineData(128, "fewer tags")]
    public void Read_IccProfileOfHugeCount_IsRefused(int offset, string reason)
    {
        var profile = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(profile.AsSpan(offset), uint.MaxValue);

        Refusal.Of<CodecException>(reason, () => IccProfile.Read(profile, IccLimits.Default));
    }

    [Fact]
    public void Decode_LzwBomb_WritesNoMoreThanItsDestination()
    {
        var bomb = TiffLzw.Encode(new byte[32 << 20]);
        var destination = new byte[1000];

        Assert.Equal(1000, TiffLzw.Decode(bomb, destination));
    }

    private static byte[] Resized(ushort width, ushort height)
    {
        var stream = (byte[])Pictures.Jpegs()[1].Clone();
        var frame = stream.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(stream.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(stream.AsSpan(frame + 7), width);
        return stream;
    }

    private static byte[] BigEndian(ushort value) => [(byte)(value >> 8), (byte)value];
}
