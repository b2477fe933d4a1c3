using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.JpegLs;

/// <summary>Headers without comments, the end of coded data, and the codec.</summary>
public class JpegLsTests
{
    private static readonly PixelSize Size = new(37, 21);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Decode_WhatWasEncoded_IsTheSame(int samplesPerPixel)
    {
        var samples = Samples(samplesPerPixel);
        using var codec = new JpegLsCodec(JpegLsLimits.Default);

        var decoded = codec.Decode(codec.Encode(samples, Size));

        Assert.Equal(Size, decoded.Size);
        Assert.Equal(samplesPerPixel, decoded.SamplesPerPixel);
        Assert.Equal(samples, decoded.Samples);
    }

    [Fact]
    public void Decode_NearLossless_IsOffByNoMore()
    {
        var samples = Samples(3);
        using var codec = new JpegLsCodec(JpegLsLimits.Default);
        var stream = codec.Encode(samples, Size, near: 3);

        Assert.Equal(3, JpegLsHeader.Read(stream, JpegLsLimits.Default).Near);
        Assert.All(codec.Decode(stream).Samples.Zip(samples), pair => Assert.InRange(pair.First - pair.Second, -3, 3));
    }

    [Fact]
    public void TryRead_CommentsAndApplicationData_AreLeftOut()
    {
        var plain = Encode();
        var text = "Jane Doe"u8;
        byte[] comment = [0xFF, 0xFE, 0, (byte)(text.Length + 2), .. text];
        byte[] application = [0xFF, 0xE3, 0, (byte)(text.Length + 2), .. text];
        byte[] stream = [.. plain[..2], .. comment, .. application, .. plain[2..]];

        var header = JpegLsHeader.Read(stream, JpegLsLimits.Default);

        Assert.Equal(JpegLsHeader.Read(plain, JpegLsLimits.Default).Bytes.ToArray(), header.Bytes.ToArray());
        Assert.True(stream.AsSpan(header.SourceLength).SequenceEqual(plain.AsSpan(header.Bytes.Length)));
    }

    [Fact]
    public void TryRead_ATableThatCouldHoldAnything_IsRefused()
    {
        var plain = Encode();
        byte[] stream = [.. plain[..2], 0xFF, 0xF8, 0, 8, 2, 1, 1, (byte)'D', (byte)'o', (byte)'e', .. plain[2..]];

        Assert.False(JpegLsHeader.TryRead(stream, JpegLsLimits.Default, out _, out var fault));
        Assert.Equal(CodecProblem.Unsupported, fault.Problem);
    }

    [Fact]
    public void TryRead_AColourTransform_IsRefused()
    {
        var plain = Encode();
        byte[] stream = [.. plain[..2], 0xFF, 0xE8, 0, 7, .. "mrfx"u8, 1, .. plain[2..]];

        Assert.False(JpegLsHeader.TryRead(stream, JpegLsLimits.Default, out _, out var fault));
        Assert.Contains("mrfx", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void TryFindEnd_WhatFollowsTheEnd_IsNotCounted()
    {
        var plain = Encode();
        var start = JpegLsHeader.Read(plain, JpegLsLimits.Default).SourceLength;
        byte[] stream = [.. plain[start..], .. "Jane Doe"u8];

        Assert.True(JpegLsScan.TryFindEnd(stream, JpegLsLimits.Default, out var length, out _));
        Assert.Equal(plain.Length - start - 2, length);
    }

    [Fact]
    public void TryFindEnd_ACommentBetweenScans_IsRefused()
    {
        byte[] coded = [1, 2, 3, 0xFF, 0xFE, 0, 4, 65, 66, 0xFF, 0xD9];

        Assert.False(JpegLsScan.TryFindEnd(coded, JpegLsLimits.Default, out _, out var fault));
        Assert.Equal(CodecProblem.Unsupported, fault.Problem);
    }

    [Fact]
    public void TryRead_EveryPrefixAndMutation_IsReadOrRefused()
    {
        var plain = Encode();
        foreach (var bytes in Enumerable.Range(0, plain.Length).Select(length => plain[..length]).Concat(Mutations.Of(plain, 300, seed: 31)))
        {
            var exception = Record.Exception(() => JpegLsHeader.TryRead(bytes, JpegLsLimits.Default, out _, out _));
            Assert.Null(exception);
            JpegLsScan.TryFindEnd(bytes, JpegLsLimits.Default, out _, out _);
        }
    }

    private static byte[] Encode()
    {
        using var codec = new JpegLsCodec(JpegLsLimits.Default);
        return codec.Encode(Samples(3), Size);
    }

    private static byte[] Samples(int samplesPerPixel) =>
        [.. Enumerable.Range(0, (int)Size.Area * samplesPerPixel).Select(index => (byte)((index * 7) ^ (index >> 3)))];
}
