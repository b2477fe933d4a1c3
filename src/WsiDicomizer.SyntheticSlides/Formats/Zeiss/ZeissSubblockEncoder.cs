using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>Draws subblocks and stores them as their entries say.</summary>
internal sealed class ZeissSubblockEncoder : IDisposable
{
    private const int Quality = 85;

    // Real cameras of 14 or 16 bits fill about half of their range.
    private const int Gray16PerLevel = 130;

    private readonly ZeissPlan _plan;
    private readonly SlidePainter _painter;
    private readonly JpegCodec _codec = new(JpegLimits.Default);

    /// <summary>For one slide.</summary>
    public ZeissSubblockEncoder(ZeissPlan plan)
    {
        _plan = plan;
        _painter = new SlidePainter(plan.Options.Seed);
    }

    /// <summary>Draws and stores a subblock.</summary>
    public byte[] Encode(ZeissPlannedSubblock subblock)
    {
        var canvas = new Canvas(subblock.Stored.Width, subblock.Stored.Height);
        var (width, height) = (_plan.Options.Size.Width, _plan.Options.Size.Height);
        var across = Math.Clamp((subblock.Cell.Column + 0.5) * _plan.Options.TileSize * subblock.Downsample / width, 0, 1);
        var down = Math.Clamp((subblock.Cell.Row + 0.5) * _plan.Options.TileSize * subblock.Downsample / height, 0, 1);

        // The number in the cell tells scene, channel, plane and level.
        var mark = (((((subblock.Scene * 10) + subblock.Channel) * 10) + subblock.Plane) * 10) + subblock.Level;
        _painter.PaintTile(canvas, mark, subblock.Cell.Column, subblock.Cell.Row, across, down);
        var samples = subblock.PixelType == ZeissPixels.Gray16 ? ToGray16(canvas.Pixels) : ToBgr(canvas.Pixels);
        return subblock.Compression switch
        {
            ZeissPixels.Jpeg => EncodeJpeg(canvas),
            ZeissPixels.Zstd0 => RawZstandard.Encode(samples),
            ZeissPixels.Zstd1 when subblock.PixelType == ZeissPixels.Gray16 => [3, 1, 1, .. RawZstandard.Encode(Split(samples))],
            ZeissPixels.Zstd1 => [1, .. RawZstandard.Encode(samples)],
            _ => samples,
        };
    }

    /// <summary>Stores a picture as JPEG.</summary>
    public byte[] EncodeJpeg(Canvas canvas) => _codec.Encode(
        canvas.Pixels,
        new PixelSize(canvas.Width, canvas.Height),
        new JpegEncodeOptions { Quality = Quality, Subsampling = JpegSubsampling.HorizontalAndVertical });

    /// <summary>Samples as a CZI has them.</summary>
    public static byte[] ToBgr(ReadOnlySpan<byte> rgb)
    {
        var samples = rgb.ToArray();
        for (var at = 0; at < samples.Length; at += 3)
        {
            (samples[at], samples[at + 2]) = (samples[at + 2], samples[at]);
        }

        return samples;
    }

    /// <inheritdoc/>
    public void Dispose() => _codec.Dispose();

    private static byte[] ToGray16(ReadOnlySpan<byte> rgb)
    {
        var samples = new byte[rgb.Length / 3 * 2];
        for (var pixel = 0; pixel < samples.Length / 2; pixel++)
        {
            var sum = rgb[3 * pixel] + (2 * rgb[(3 * pixel) + 1]) + rgb[(3 * pixel) + 2];
            var value = ((1020 - sum) * Gray16PerLevel / 4) + (pixel % 61);
            samples[2 * pixel] = (byte)value;
            samples[(2 * pixel) + 1] = (byte)(value >> 8);
        }

        return samples;
    }

    // All low bytes before all high bytes.
    private static byte[] Split(byte[] samples)
    {
        var split = new byte[samples.Length];
        var half = samples.Length / 2;
        for (var index = 0; index < half; index++)
        {
            split[index] = samples[2 * index];
            split[half + index] = samples[(2 * index) + 1];
        }

        return split;
    }
}
