using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Formats.PlainImage;

namespace WsiDicomizer.SyntheticSlides.Tests.PlainImage;

public class PlainImageSyntheticTests
{
    // The last row of MCUs is cut.
    private const int Rows = 70;

    public static TheoryData<PlainImageVariant> Variants => [.. Enum.GetValues<PlainImageVariant>()];

    // 43 MB of pixels.
    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_LargePicture_KeepsNoMoreThanARowOfCells(PlainImageVariant variant)
    {
        using var stream = new CountingStream();

        PlainImageSyntheticSlide.Write(stream, "a", new PlainImageSyntheticOptions { Variant = variant, Size = new PixelSize(12_000, 1200) });

        Assert.InRange(stream.LargestWrite, 1, 12_000 * 256 * 4);
        Assert.InRange(stream.Length, 2L * stream.LargestWrite, long.MaxValue);
    }

    // One is a single scan, the other has restart intervals: of the left edge both show the same cells, the last row included.
    [Fact]
    public void Write_JpegOfRestartIntervals_ShowsThePictureToItsLastRow()
    {
        var (whole, intervals) = (Decode(4096), Decode(4097));

        Assert.Equal((4097, Rows), (intervals.Size.Width, intervals.Size.Height));
        long difference = 0;
        for (var row = 0; row < Rows; row++)
        {
            for (var at = 0; at < 240 * 3; at++)
            {
                difference += Math.Abs(whole.Samples[(row * 4096 * 3) + at] - intervals.Samples[(row * 4097 * 3) + at]);
            }
        }

        Assert.InRange((double)difference / (Rows * 240 * 3), 0, 3);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Write_SideBeyondAJpegs_IsRefused(PlainImageVariant variant)
    {
        var options = new PlainImageSyntheticOptions { Variant = variant, Size = new PixelSize(65_536, 64) };
        Assert.Throws<ArgumentOutOfRangeException>(() => PlainImageSyntheticSlide.Write(new MemoryStream(), "a", options));
    }

    private static DecodedImage Decode(int width)
    {
        using var stream = new MemoryStream();
        PlainImageSyntheticSlide.Write(
            stream, "a", new PlainImageSyntheticOptions { Variant = PlainImageVariant.Jpeg, Size = new PixelSize(width, Rows) });
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Decode(stream.ToArray());
    }

    /// <summary>Keeps nothing, and knows the largest piece.</summary>
    private sealed class CountingStream : Stream
    {
        private long _length;

        public long LargestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Position += buffer.Length;
            _length = Math.Max(_length, Position);
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => _length = value;
    }
}
