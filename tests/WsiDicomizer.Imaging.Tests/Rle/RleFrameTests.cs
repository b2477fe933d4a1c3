using WsiDicomizer.Imaging.Rle;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Rle;

/// <summary>PS3.5 Annex G.</summary>
public class RleFrameTests
{
    private const int Columns = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TryDecode_WhatWasEncoded_IsTheSame(int samplesPerPixel)
    {
        var random = new Random(samplesPerPixel);
        for (var round = 0; round < 300; round++)
        {
            // Runs of any length, noise where they are short; whole rows.
            var samples = new byte[Columns * 5 * samplesPerPixel];
            for (int index = 0, longest = 1 + (round % 40); index < samples.Length;)
            {
                var run = Math.Min(random.Next(1, longest + 1), samples.Length - index);
                samples.AsSpan(index, run).Fill((byte)random.Next(256));
                index += run;
            }

            var frame = RleFrame.Encode(samples, Columns, samplesPerPixel);
            var decoded = new byte[samples.Length];

            Assert.Equal(0, frame.Length % 2);
            Assert.True(RleFrame.TryDecode(frame, Columns * 5, samplesPerPixel, decoded, out _), $"round {round}");
            Assert.Equal(samples, decoded);
            Assert.True(RleFrame.TryNormalize(frame, Columns * 5, samplesPerPixel, out var normalized, out _));
            Assert.Equal(frame, normalized);
        }
    }

    [Fact]
    public void TryDecode_TheStandardsCodes_AreUnderstood()
    {
        // Two literal bytes, a code that does nothing, a run of three.
        byte[] frame = [1, 0, 0, 0, 64, .. new byte[59], 1, 10, 20, 0x80, 0xFE, 30];
        var samples = new byte[5];

        Assert.True(RleFrame.TryDecode(frame, 5, 1, samples, out _));
        Assert.Equal([10, 20, 30, 30, 30], samples);
    }

    [Fact]
    public void TryNormalize_TextBetweenBehindAndInUnusedOffsets_IsGone()
    {
        var sound = RleFrame.Encode([.. Enumerable.Range(0, Columns * 4 * 3).Select(index => (byte)(index * 5))], Columns, 3);
        var second = BitConverter.ToInt32(sound, 8);
        var text = "Jane Doe"u8.ToArray();
        byte[] frame = [.. sound[..second], .. text, .. sound[second..], .. text];
        BitConverter.TryWriteBytes(frame.AsSpan(8), second + text.Length);
        BitConverter.TryWriteBytes(frame.AsSpan(12), BitConverter.ToInt32(sound, 12) + text.Length);
        text.CopyTo(frame, 40);

        Assert.True(RleFrame.TryNormalize(frame, Columns * 4, 3, out var normalized, out _));
        Assert.Equal(sound, normalized);
    }

    [Theory]
    [InlineData(2, CodecProblem.Unsupported)]
    [InlineData(1, CodecProblem.Truncated)]
    public void TryDecode_AnotherNumberOfSegmentsOrTooFewCodes_IsRefused(byte segments, CodecProblem expected)
    {
        byte[] frame = [segments, 0, 0, 0, 64, .. new byte[59], 1, 10, 20];

        Assert.False(RleFrame.TryDecode(frame, 5, 1, new byte[5], out var fault));
        Assert.Equal(expected, fault.Problem);
    }

    [Fact]
    public void EveryPrefixAndMutation_IsDecodedOrRefused()
    {
        var sound = RleFrame.Encode([.. Enumerable.Range(0, Columns * 4 * 3).Select(index => (byte)(index / 3))], Columns, 3);
        var samples = new byte[Columns * 4 * 3];
        var refused = 0;
        foreach (var bytes in Enumerable.Range(0, sound.Length).Select(length => sound[..length]).Concat(Mutations.Of(sound, 2000, seed: 32)))
        {
            var isDecoded = RleFrame.TryDecode(bytes, Columns * 4, 3, samples, out _);
            Assert.Equal(isDecoded, RleFrame.TryNormalize(bytes, Columns * 4, 3, out _, out _));
            refused += isDecoded ? 0 : 1;
        }

        Assert.InRange(refused, sound.Length - 10, sound.Length + 1999);
    }
}
