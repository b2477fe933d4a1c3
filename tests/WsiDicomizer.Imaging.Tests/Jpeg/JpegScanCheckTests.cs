using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Checking;
using WsiDicomizer.Imaging.Tests.Builders;
using WsiDicomizer.Imaging.Tests.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Tests.Jpeg;

/// <summary>What libjpeg-turbo decodes without complaint passes, what it complains of does not.</summary>
public class JpegScanCheckTests
{
    private static readonly PixelSize Size = new(72, 50);

    public static TheoryData<JpegColor, JpegSubsampling, int> Kinds() => new()
    {
        { JpegColor.YCbCr, JpegSubsampling.None, 90 },
        { JpegColor.YCbCr, JpegSubsampling.Horizontal, 30 },
        { JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical, 100 },
        { JpegColor.Rgb, JpegSubsampling.None, 75 },
        { JpegColor.Grey, JpegSubsampling.None, 95 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_SoundStreams_Pass(JpegColor color, JpegSubsampling subsampling, int quality)
    {
        foreach (var noise in new[] { 0, 20, 200 })
        {
            Assert.Null(Check(Encode(color, subsampling, quality, noise)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_ChangedBytes_FindsWhatLibjpegComplainsOf(JpegColor color, JpegSubsampling subsampling, int quality)
    {
        var sound = Encode(color, subsampling, quality, noise: 40);
        var scan = JpegHeader.Read(sound, JpegLimits.Default).ScanOffset;
        using var codec = new JpegCodec(JpegLimits.Default);
        var random = new Random(11);
        var complaints = 0;
        for (var n = 0; n < 600; n++)
        {
            var changed = sound.ToArray();
            var at = random.Next(scan, changed.Length - 2);
            changed[at] ^= (byte)(1 << random.Next(8));

            // A new marker is found by who looks for the end; here the data itself counts.
            if (JpegScan.FindEnd(changed.AsSpan(scan), out var end) != changed.Length - scan - 2 || end != JpegScanEnd.EndOfImage)
            {
                continue;
            }

            if (!Decodes(codec, changed))
            {
                complaints++;
                Assert.True(Check(changed) is not null, $"change {n} (seed 11) at {at}: libjpeg complains, the check does not");
            }
        }

        Assert.InRange(complaints, 100, 600);
    }

    [Fact]
    public void Check_DataOfAnotherLength_IsFound()
    {
        var sound = Encode(JpegColor.YCbCr, JpegSubsampling.None, 90, noise: 40);
        var scan = JpegHeader.Read(sound, JpegLimits.Default).ScanOffset;

        Assert.Contains("ends before the picture is complete", Check([.. sound[..^40], 0xFF, 0xD9]), StringComparison.Ordinal);
        Assert.Contains("complete before the data ends", Check([.. sound[..^2], 1, 2, 3, 4, 0xFF, 0xD9]), StringComparison.Ordinal);
        Assert.NotNull(Check([.. sound[..scan], 0xFF, 0xD9]));
        Assert.Contains("a code that there is not", Check([.. sound[..(scan + 30)], .. Fill(sound.Length - scan - 32), 0xFF, 0xD9]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Check_RestartIntervals_AreCountedAndNumbered(int interval)
    {
        var size = new PixelSize(48, 80);
        var options = new JpegEncodeOptions();
        var stream = LargeScan.WithIntervals(LargeScan.Paint(size), size, interval, options);
        Assert.True(stream.Starts.Count > 9);
        Assert.Null(Check(stream.Bytes));

        var renumbered = stream.Bytes.ToArray();
        renumbered[stream.Starts[4] - 1] = 0xD0;
        Assert.Contains("expected restart marker 3", Check(renumbered), StringComparison.Ordinal);

        // One interval less: the markers are in their order, and the end comes too early.
        var last = (int)stream.Starts[^1];
        Assert.NotNull(Check([.. stream.Bytes[..(last - 2)], 0xFF, 0xD9]));

        // One more.
        var again = (byte)(0xD0 + ((stream.Starts.Count - 1) & 7));
        Assert.Contains(
            "more follows",
            Check([.. stream.Bytes[..^2], 0xFF, again, .. stream.Bytes[last..]]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RandomBytes_NeverReadsBeyondItsMemory()
    {
        var head = Encode(JpegColor.YCbCr, JpegSubsampling.HorizontalAndVertical, 80, noise: 0);
        var scan = JpegHeader.Read(head, JpegLimits.Default).ScanOffset;
        var check = JpegScanCheck.Create(head.AsSpan(0, scan), JpegLimits.Default);
        var random = new Random(5);
        byte[] buffer = [];
        for (var n = 0; n < 20_000; n++)
        {
            var data = new byte[random.Next(200)];
            random.NextBytes(data);
            check.Check(data, ref buffer);
        }

        Assert.NotNull(check.Check([], ref buffer));
    }

    [Fact]
    public void Create_ProgressiveOrWithoutTables_Throws()
    {
        Assert.Throws<CodecException>(() => JpegScanCheck.Create(
            JpegBytes.Start().AllTables().Frame(8, 8, marker: 0xC2).Scan().ToArray(), JpegLimits.Default));
        Assert.Throws<CodecException>(() => JpegScanCheck.Create(JpegBytes.Start().Frame(8, 8).Scan().ToArray(), JpegLimits.Default));
    }

    private static byte[] Fill(int length) => [.. Enumerable.Repeat((byte)0xFE, length)];

    private static byte[] Encode(JpegColor color, JpegSubsampling subsampling, int quality, int noise)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(
            Pictures.Waves(Size, color == JpegColor.Grey ? 1 : 3, noise),
            Size,
            new JpegEncodeOptions { Color = color, Subsampling = subsampling, Quality = quality });
    }

    private static string? Check(byte[] stream)
    {
        var scan = JpegHeader.Read(stream, JpegLimits.Default).ScanOffset;
        byte[] buffer = [];
        return JpegScanCheck.Create(stream.AsSpan(0, scan), JpegLimits.Default).Check(stream.AsSpan(scan, stream.Length - scan - 2), ref buffer);
    }

    private static bool Decodes(JpegCodec codec, byte[] stream)
    {
        try
        {
            codec.Decode(stream);
            return true;
        }
        catch (CodecException)
        {
            return false;
        }
    }
}
