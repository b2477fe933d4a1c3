using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Native.CharLs;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Imaging.Tests.Native;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Imaging.Tests.JpegLs;

/// <summary>Our decoder gives what CharLS gives, of everything that CharLS encodes.</summary>
public class JpegLsDecoderTests
{
    private const int Width = 61;
    private const int Height = 23;

    public static TheoryData<int, int, JpegLsInterleave> Forms()
    {
        var forms = new TheoryData<int, int, JpegLsInterleave>();
        for (var bits = 2; bits <= 16; bits++)
        {
            forms.Add(bits, 1, JpegLsInterleave.None);
            forms.Add(bits, 3, JpegLsInterleave.None);
            forms.Add(bits, 3, JpegLsInterleave.Line);
            forms.Add(bits, 3, JpegLsInterleave.Sample);
        }

        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Decode_OfEveryPrecisionAndInterleave_IsWhatCharLsDecodes(int bits, int components, JpegLsInterleave interleave)
    {
        var maxValue = (1 << bits) - 1;
        foreach (var near in new[] { 0, 1, 2, 3, 10, 60, 255 }.Where(near => near <= maxValue / 2))
        {
            foreach (var kind in JpegLsPictures.Kinds)
            {
                var samples = JpegLsPictures.Create(Info(bits, components), kind, maxValue, seed: (bits * 1000) + near);
                RequireSame(samples, Info(bits, components), interleave, near, default, $"{kind}, NEAR {near}");
            }
        }
    }

    [Theory]
    [InlineData(8, 255, 5, 9, 33, 64)]
    [InlineData(8, 0, 2, 2, 2, 64)]
    [InlineData(8, 255, 255, 255, 255, 64)]
    [InlineData(8, 255, 3, 7, 21, 40)]
    [InlineData(8, 255, 3, 7, 21, 3)]
    [InlineData(8, 255, 3, 7, 21, 255)]
    [InlineData(12, 4095, 20, 70, 300, 31)]
    [InlineData(16, 65535, 100, 1000, 10000, 64)]
    [InlineData(16, 65535, 18, 67, 276, 200)]
    public void Decode_WithPresetParameters_IsWhatCharLsDecodes(int bits, int maxValue, int first, int second, int third, int reset)
    {
        var preset = new CharLsPreset
        {
            MaxValue = maxValue, Threshold1 = first, Threshold2 = second, Threshold3 = third, Reset = reset,
        };
        foreach (var kind in JpegLsPictures.Kinds)
        {
            foreach (var near in new[] { 0, 1 })
            {
                // With another RESET CharLS 2.4 takes pixels for single samples and writes beyond its memory; and it reckons
                // with the range of another MAXVAL than it states. So neither is asked of it.
                foreach (var interleave in Enum.GetValues<JpegLsInterleave>()
                    .Where(interleave => reset == 64 || interleave != JpegLsInterleave.Sample))
                {
                    var samples = JpegLsPictures.Create(Info(bits, 3), kind, (1 << bits) - 1, seed: bits);
                    RequireSame(samples, Info(bits, 3), interleave, near, preset, $"{kind}, {interleave}, NEAR {near}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(2, 2)]
    [InlineData(400, 3)]
    [InlineData(40_000, 2)]
    public void Decode_OfEverySize_IsWhatCharLsDecodes(int width, int height)
    {
        foreach (var kind in JpegLsPictures.Kinds)
        {
            foreach (var interleave in Enum.GetValues<JpegLsInterleave>())
            {
                var info = JpegLsPictures.Info(width, height, 8, 3);
                RequireSame(
                    JpegLsPictures.Create(info, kind, 255, seed: width), info, interleave, near: 0, default, $"{kind}, {interleave}");
            }
        }
    }

    [Theory]
    [InlineData(JpegLsInterleave.Line, 2)]
    [InlineData(JpegLsInterleave.Sample, 1)]
    [InlineData(JpegLsInterleave.Sample, 5)]
    [InlineData(JpegLsInterleave.Sample, 22)]
    public void Decode_WithRestartIntervals_IsWhatCharLsDecodes(JpegLsInterleave interleave, int lines)
    {
        var samples = JpegLsPictures.Create(Info(8, 3), "mixed", 255, seed: 5);
        var stream = WithRestartMarkers(samples, interleave, lines);

        Assert.Equal(samples, CharLsOracle.Decode(stream));
        Assert.Equal(samples, JpegLsDecoder.Decode(stream, JpegLsLimits.Default).Samples);
    }

    [Fact]
    public void Decode_RestartMarkersOutOfOrder_IsRefused()
    {
        var stream = WithRestartMarkers(
            JpegLsPictures.Create(Info(8, 3), "noise", 255, seed: 5), JpegLsInterleave.Sample, lines: 5);
        stream[stream.AsSpan().IndexOf<byte>([0xFF, 0xD1]) + 1] = 0xD2;

        var exception = Assert.Throws<CodecException>(() => JpegLsDecoder.Decode(stream, JpegLsLimits.Default));

        Assert.Equal(CodecProblem.Damaged, exception.Problem);
        Assert.Contains("restart marker", exception.Message, StringComparison.Ordinal);
    }

    [SharedSlidesFact]
    public void Decode_FramesOfSamples_IsWhatCharLsDecodes()
    {
        foreach (var name in new[] { "highdicom-sm_image_jpegls.dcm", "highdicom-sm_image_jpegls_nobot.dcm" })
        {
            var frames = FindFrames(File.ReadAllBytes(SharedSlides.File("dicom-wsi/" + name)));

            Assert.NotEmpty(frames);
            Assert.All(
                frames,
                frame => Assert.Equal(CharLsOracle.Decode(frame), JpegLsDecoder.Decode(frame, JpegLsLimits.Default).Samples));
        }
    }

    [Fact]
    public void Decode_OfTwelveBits_KeepsItsShape()
    {
        var info = Info(12, 1);
        var image = JpegLsDecoder.Decode(
            CharLsOracle.Encode(JpegLsPictures.Create(info, "smooth", 4095, 1), info, JpegLsInterleave.None), JpegLsLimits.Default);

        Assert.Equal((new PixelSize(Width, Height), 1, 12), (image.Size, image.SamplesPerPixel, image.Precision));
    }

    private static void RequireSame(
        byte[] samples, CharLsFrameInfo info, JpegLsInterleave interleave, int near, CharLsPreset preset, string what)
    {
        var isPlanar = interleave == JpegLsInterleave.None;
        var stream = CharLsOracle.Encode(
            isPlanar ? JpegLsPictures.Transpose(samples, info, toPlanes: true) : samples, info, interleave, near, preset);
        var expected = near == 0 ? samples : DecodeByCharLs(stream, info, isPlanar);
        var decoded = JpegLsDecoder.Decode(stream, JpegLsLimits.Default);
        Assert.True(expected.AsSpan().SequenceEqual(decoded.Samples), what + ": not what CharLS decodes");
    }

    private static byte[] DecodeByCharLs(byte[] stream, CharLsFrameInfo info, bool isPlanar)
    {
        var samples = CharLsOracle.Decode(stream);
        return isPlanar ? JpegLsPictures.Transpose(samples, info, toPlanes: false) : samples;
    }

    // From SOI and SOF55 to EOI; fragments hold a frame each here.
    private static List<byte[]> FindFrames(byte[] file)
    {
        List<byte[]> frames = [];
        var position = 0;
        for (int next; (next = file.AsSpan(position).IndexOf<byte>([0xFF, 0xD8, 0xFF, 0xF7])) >= 0;)
        {
            var start = position + next;
            position = start + file.AsSpan(start).IndexOf<byte>([0xFF, 0xD9]) + 2;
            frames.Add(file[start..position]);
        }

        return frames;
    }

    // Each interval is coded like a picture of its own, without what was before (T.87 C.2.5).
    private static byte[] WithRestartMarkers(byte[] samples, JpegLsInterleave interleave, int lines)
    {
        var whole = CharLsOracle.Encode(samples, Info(8, 3), interleave);
        var start = JpegLsHeader.Read(whole, JpegLsLimits.Default).SourceLength;
        var scan = whole.AsSpan(0, start).LastIndexOf<byte>([0xFF, 0xDA]);
        List<byte> stream = [.. whole[..scan], 0xFF, 0xDD, 0, 4, 0, (byte)lines, .. whole[scan..start]];
        for (int row = 0, count = 0; row < Height; row += lines, count++)
        {
            var rows = Math.Min(lines, Height - row);
            var strip = CharLsOracle.Encode(
                samples.AsSpan(row * Width * 3, rows * Width * 3), JpegLsPictures.Info(Width, rows, 8, 3), interleave);
            stream.AddRange(strip[JpegLsHeader.Read(strip, JpegLsLimits.Default).SourceLength..^2]);
            stream.AddRange([0xFF, row + lines < Height ? (byte)(0xD0 + (count % 8)) : (byte)0xD9]);
        }

        return [.. stream];
    }

    private static CharLsFrameInfo Info(int bits, int components) => JpegLsPictures.Info(Width, Height, bits, components);
}
