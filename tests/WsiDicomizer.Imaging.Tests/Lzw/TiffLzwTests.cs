using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Lzw;

public class TiffLzwTests
{
    [Fact]
    public void Encode_TheExampleOfTiff6_GivesItsCodes()
    {
        // TIFF 6.0, section 13: 7 7 7 8 8 7 7 6 6 becomes Clear 7 258 8 8 258 6 6 EOI.
        int[] codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
        Assert.Equal(Pack(codes), TiffLzw.Encode([7, 7, 7, 8, 8, 7, 7, 6, 6]));
    }

    [Fact]
    public void Decode_WithoutClearAndEnd_IsTolerated()
    {
        var destination = new byte[9];
        Assert.Equal(9, TiffLzw.Decode(Pack([7, 258, 8, 8, 258, 6, 6]), destination));
        Assert.Equal([7, 7, 7, 8, 8, 7, 7, 6, 6], destination);
    }

    [Fact]
    public void Decode_EveryLengthAroundTheWidthChanges_RoundTrips()
    {
        var random = new Random(6);
        var noise = new byte[6000];
        random.NextBytes(noise);
        foreach (var start in new[] { 0, 250, 760, 1780, 3830 })
        {
            for (var length = start; length < start + 20; length++)
            {
                AssertRoundTrip(noise.AsSpan(0, length));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(256)]
    public void Decode_LargeDataOfFewValues_RoundTrips(int values)
    {
        var random = new Random(values);
        var data = new byte[300_000];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (byte)random.Next(values);
        }

        AssertRoundTrip(data);
    }

    [Fact]
    public void Decode_MoreThanFits_StopsAtTheDestination()
    {
        var destination = new byte[4];
        Assert.Equal(4, TiffLzw.Decode(TiffLzw.Encode(new byte[1000]), destination));
    }

    [Fact]
    public void Decode_CutOffCodes_GivesWhatIsThere()
    {
        var codes = TiffLzw.Encode([1, 2, 3, 4, 5, 6]);
        Assert.Equal(2, TiffLzw.Decode(codes.AsSpan(0, 4), new byte[6]));
    }

    [Theory]
    [InlineData(new[] { 256, 300 }, CodecProblem.Damaged)]
    [InlineData(new[] { 256, 7, 260 }, CodecProblem.Damaged)]
    public void Decode_UnknownCode_Throws(int[] codes, CodecProblem problem)
    {
        var exception = Assert.Throws<CodecException>(() => TiffLzw.Decode(Pack(codes), new byte[100]));
        Assert.Equal(problem, exception.Problem);
    }

    [Fact]
    public void Decode_ReversedBitOrder_IsUnsupported()
    {
        var exception = Assert.Throws<CodecException>(() => TiffLzw.Decode([0x00, 0x01, 0x0E], new byte[100]));
        Assert.Equal(CodecProblem.Unsupported, exception.Problem);
    }

    [Fact]
    public void TryDecode_MutatedCodes_NeverThrows()
    {
        var random = new Random(7);
        var data = Enumerable.Range(0, 2000).Select(_ => (byte)random.Next(20)).ToArray();
        var destination = new byte[2000];
        foreach (var codes in Mutations.Of(TiffLzw.Encode(data), 3000, seed: 8))
        {
            TiffLzw.TryDecode(codes, destination, out var written, out _);
            Assert.InRange(written, 0, destination.Length);
        }
    }

    [Fact]
    public void Predictor_ApplyThenUndo_GivesTheSamples()
    {
        byte[] samples = [1, 2, 3, 4, 6, 9, 250, 0, 5, 10, 20, 30, 9, 19, 29, 255, 255, 255];
        var rows = samples.ToArray();

        HorizontalPredictor.Apply(rows, width: 3, samplesPerPixel: 3);
        Assert.Equal([1, 2, 3, 3, 4, 6, 246, 250, 252, 10, 20, 30, 255, 255, 255, 246, 236, 226], rows);

        HorizontalPredictor.Undo(rows, width: 3, samplesPerPixel: 3);
        Assert.Equal(samples, rows);
        Assert.Throws<ArgumentException>(() => HorizontalPredictor.Undo(new byte[10], 3, 3));
    }

    private static void AssertRoundTrip(ReadOnlySpan<byte> data)
    {
        var destination = new byte[data.Length + 10];
        var written = TiffLzw.Decode(TiffLzw.Encode(data), destination);
        Assert.True(data.SequenceEqual(destination.AsSpan(0, written)));
    }

    /// <summary>Packs codes of 9 bits.</summary>
    private static byte[] Pack(int[] codes)
    {
        var bits = string.Concat(codes.Select(code => Convert.ToString(code, 2).PadLeft(9, '0')));
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '0');
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
