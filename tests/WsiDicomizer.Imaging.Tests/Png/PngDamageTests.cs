using System.Diagnostics;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Png;

/// <summary>Damaged and hostile streams end soon, and in <see cref="CodecException"/>.</summary>
public class PngDamageTests
{
    private const int Seed = 20261121;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);
    private static readonly PngLimits Limits = new() { MaxPixels = 1 << 16 };
    private static readonly byte[] Header = PngBytes.Header(2, 2, 8, PngColorType.Grey);
    private static readonly byte[] Data = PngBytes.Data(0, 1, 2, 0, 3, 4);

    private static readonly Dictionary<string, (byte[] Stream, CodecProblem Problem, string Message)> Cases = new()
    {
        ["signature"] = ([.. "GIF89a"u8, .. new byte[60]], CodecProblem.Damaged, "signature of PNG"),
        ["checksum"] = (Flip(PngBytes.Stream(Header, Data), 40), CodecProblem.Damaged, "checksum"),
        ["no header"] = (PngBytes.Stream(Data), CodecProblem.Damaged, "IHDR"),
        ["no columns"] = (PngBytes.Stream(PngBytes.Header(0, 2, 8, PngColorType.Grey), Data), CodecProblem.Damaged, "columns"),
        ["no rows"] = (PngBytes.Stream(PngBytes.Header(2, -1, 8, PngColorType.Grey), Data), CodecProblem.Damaged, "rows"),
        ["depth"] = (PngBytes.Stream(PngBytes.Header(2, 2, 4, PngColorType.Rgb), Data), CodecProblem.Damaged, "bit depth"),
        ["interlaced"] = (
            PngBytes.Stream(PngBytes.Header(2, 2, 8, PngColorType.Grey, interlace: 1), Data), CodecProblem.Unsupported, "interlaced"),
        ["too large"] = (
            PngBytes.Stream(PngBytes.Header(60_000, 60_000, 8, PngColorType.Grey), Data), CodecProblem.LimitExceeded, "more pixels"),
        ["claims more than it holds"] = (
            PngBytes.Stream(PngBytes.Header(256, 256, 8, PngColorType.Rgb), Data), CodecProblem.Truncated, "data of its rows"),
        ["ends in a row"] = (PngBytes.Stream(PngBytes.Header(9, 9, 8, PngColorType.Rgb), Data), CodecProblem.Truncated, "row"),
        ["no data"] = (PngBytes.Stream(Header), CodecProblem.Damaged, "no IEND here"),
        ["no end"] = (PngBytes.Stream(Header, Data)[..^12], CodecProblem.Truncated, "IEND is the last"),
        ["header twice"] = (PngBytes.Stream(Header, Header, Data), CodecProblem.Damaged, "no IHDR here"),
        ["data apart"] = (
            PngBytes.Stream(Header, Data, PngBytes.Chunk("tEXt", []), Data), CodecProblem.Damaged, "no IDAT here"),
        ["no zlib"] = (PngBytes.Stream(Header, PngBytes.Chunk("IDAT", [1, 2, 3, 4])), CodecProblem.Damaged, "zlib"),
        ["no palette"] = (
            PngBytes.Stream(PngBytes.Header(2, 2, 8, PngColorType.Palette), Data), CodecProblem.Damaged, "a palette before"),
        ["palette"] = (
            PngBytes.Stream(PngBytes.Header(2, 2, 8, PngColorType.Palette), PngBytes.Chunk("PLTE", [1, 2]), Data),
            CodecProblem.Damaged,
            "entries of 3 bytes"),
        ["beyond the palette"] = (
            PngBytes.Stream(PngBytes.Header(2, 2, 8, PngColorType.Palette), PngBytes.Chunk("PLTE", [1, 2, 3]), Data),
            CodecProblem.Damaged,
            "indices into the palette"),
        ["filter"] = (PngBytes.Stream(Header, PngBytes.Data(5, 1, 2, 0, 3, 4)), CodecProblem.Damaged, "filter of 0 to 4"),
        ["critical chunk"] = (
            PngBytes.Stream(Header, PngBytes.Chunk("ABCD", []), Data), CodecProblem.Unsupported, "no critical chunk"),
        ["many chunks"] = (
            PngBytes.Stream([Header, .. Enumerable.Repeat(PngBytes.Chunk("tEXt", []), 200_000), Data]),
            CodecProblem.LimitExceeded,
            "chunks"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ReadRow_OfWhatIsNotSupportedOrWrong_SaysTheSame(string name)
    {
        var (stream, problem, message) = Cases[name];
        var exception = Assert.Throws<CodecException>(() =>
        {
            using var reader = new PngRowReader(new MemoryStream(stream), Limits);
            var row = new byte[reader.Size.Width * reader.Header.SamplesPerPixel];
            for (var y = 0; y < reader.Size.Height; y++)
            {
                reader.ReadRow(row);
            }
        });
        Assert.Equal(problem, exception.Problem);

        // Whether the data are enough for all rows is known where they end.
        Assert.Contains(name == "claims more than it holds" ? "in row" : message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_OfWhatIsNotSupportedOrWrong_SaysSo(string name)
    {
        var (stream, problem, message) = Cases[name];

        var exception = Assert.Throws<CodecException>(() => PngDecoder.Decode(stream, Limits));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(problem, exception.Problem);
    }

    [Fact]
    public void Decode_CutAtEveryByte_IsRefused()
    {
        foreach (var stream in PillowPngs.All.Values.Select(png => png.Stream))
        {
            for (var length = 0; length < stream.Length; length++)
            {
                var exception = Assert.Throws<CodecException>(() => PngDecoder.Decode(stream.AsSpan(0, length), Limits));
                Assert.Contains("expected", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Decode_Of20000Mutations_EndsSoonAndOnlyInCodecException()
    {
        var iteration = 0;
        foreach (var stream in PillowPngs.All.Values.Select(png => png.Stream))
        {
            foreach (var bytes in Mutations.Of(stream, 2000, Seed + iteration))
            {
                var start = Stopwatch.GetTimestamp();
                var exception = Record.Exception(() => PngDecoder.Decode(bytes, Limits));
                Assert.True(exception is null or CodecException, $"iteration {iteration}: {exception}");
                Assert.True(Stopwatch.GetElapsedTime(start) < MaxTime, $"iteration {iteration} takes too long");
                iteration++;
            }
        }
    }

    private static byte[] Flip(byte[] stream, int offset)
    {
        stream[offset] ^= 1;
        return stream;
    }
}
