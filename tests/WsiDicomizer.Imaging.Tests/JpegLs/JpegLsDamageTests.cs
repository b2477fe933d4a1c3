using System.Diagnostics;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Imaging.Tests.Native;

namespace WsiDicomizer.Imaging.Tests.JpegLs;

/// <summary>Damaged streams end soon, and in <see cref="CodecException"/>.</summary>
public class JpegLsDamageTests
{
    private const int Seed = 20261121;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
    private static readonly JpegLsLimits Limits = new() { MaxPixels = 1 << 16 };

    [Fact]
    public void Decode_CutAtEveryByte_IsRefused()
    {
        foreach (var stream in Streams())
        {
            for (var length = 0; length < stream.Length; length++)
            {
                var exception = Assert.Throws<CodecException>(() => JpegLsDecoder.Decode(stream.AsSpan(0, length), Limits));
                Assert.Contains("expected", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Decode_Of100000Mutations_EndsSoonAndOnlyInCodecException()
    {
        var streams = Streams();
        var refused = 0;
        for (var index = 0; index < streams.Count; index++)
        {
            var iteration = 0;
            foreach (var bytes in Mutations.Of(streams[index], 100_000 / streams.Count, Seed + index))
            {
                var start = Stopwatch.GetTimestamp();
                var exception = Record.Exception(() => JpegLsDecoder.Decode(bytes, Limits));
                Assert.True(
                    exception is null or CodecException, $"seed {Seed + index}, iteration {iteration}: {exception}");
                Assert.True(
                    Stopwatch.GetElapsedTime(start) < MaxTime, $"seed {Seed + index}, iteration {iteration} takes too long");
                refused += exception is null ? 0 : 1;
                iteration++;
            }
        }

        Assert.InRange(refused, 10_000, 100_000);
    }

    [Fact]
    public void Decode_APictureLargerThanTheLimit_IsRefused()
    {
        var exception = Assert.Throws<CodecException>(() => JpegLsDecoder.Decode(Streams()[0], new JpegLsLimits { MaxPixels = 100 }));

        Assert.Equal(CodecProblem.LimitExceeded, exception.Problem);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("point transform")]
    [InlineData("two scans of a component")]
    [InlineData("unknown component")]
    [InlineData("NEAR")]
    [InlineData("data after the last line")]
    public void Decode_OfWhatIsNotSupportedOrWrong_SaysSo(string fault)
    {
        var stream = Streams()[1];
        var scan = stream.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        var second = scan + 2 + stream.AsSpan(scan + 2).IndexOf<byte>([0xFF, 0xDA]);
        var expected = fault switch
        {
            "table" => Set(stream, scan + 6, 1, "mapping tables"),
            "point transform" => Set(stream, scan + 9, 1, "point transform"),
            "two scans of a component" => Set(stream, second + 5, stream[scan + 5], "not decoded yet"),
            "unknown component" => Set(stream, second + 5, 77, "SOF55 names"),
            "NEAR" => Set(stream, scan + 7, 200, "NEAR"),
            _ => "the end of the coded data",
        };
        if (fault == "data after the last line")
        {
            stream = [.. stream[..^2], 1, 2, 3, 4, .. stream[^2..]];
        }

        var exception = Assert.Throws<CodecException>(() => JpegLsDecoder.Decode(stream, Limits));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static string Set(byte[] stream, int offset, byte value, string expected)
    {
        stream[offset] = value;
        return expected;
    }

    private static List<byte[]> Streams()
    {
        List<byte[]> streams = [];
        foreach (var (bits, components, interleave, near, kind) in new[]
        {
            (8, 1, JpegLsInterleave.None, 0, "mixed"),
            (8, 3, JpegLsInterleave.None, 0, "smooth"),
            (8, 3, JpegLsInterleave.Line, 2, "mixed"),
            (8, 3, JpegLsInterleave.Sample, 0, "flat"),
            (16, 1, JpegLsInterleave.None, 0, "noise"),
            (2, 3, JpegLsInterleave.Sample, 1, "extremes"),
        })
        {
            var info = JpegLsPictures.Info(17, 13, bits, components);
            var samples = JpegLsPictures.Create(info, kind, (1 << bits) - 1, seed: bits);
            streams.Add(CharLsOracle.Encode(
                interleave == JpegLsInterleave.None ? JpegLsPictures.Transpose(samples, info, toPlanes: true) : samples,
                info,
                interleave,
                near));
        }

        return streams;
    }
}
