using System.Numerics;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Resampling;

/// <summary>Scales images down: every target pixel is the mean of the area that it covers.</summary>
/// <remarks>
/// Interleaved samples of 8 or 16 bits, row-major. Works for whole and fractional factors with integer arithmetic, so the result
/// is the same on every machine: a source pixel counts by the part of it that the target pixel covers, and the mean is
/// rounded to nearest, halves up.
/// </remarks>
public static class AreaDownsampler
{
    /// <summary>Scales an image down.</summary>
    /// <param name="source">Rows × Columns × samplesPerPixel.</param>
    /// <param name="sourceSize">Columns and rows of the source, at most 32,768 each.</param>
    /// <param name="targetSize">Columns and rows wanted, at least 1 and at most the source's.</param>
    /// <param name="samplesPerPixel">1 to 4.</param>
    /// <returns>Rows × Columns × samplesPerPixel of the target.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static byte[] Downsample(
        ReadOnlySpan<byte> source, PixelSize sourceSize, PixelSize targetSize, int samplesPerPixel) =>
        Downsample<byte>(source, sourceSize, targetSize, samplesPerPixel);

    /// <summary>Scales an image of 16-bit samples down.</summary>
    /// <param name="source">Rows × Columns × samplesPerPixel.</param>
    /// <param name="sourceSize">Columns and rows of the source, at most 32,768 each.</param>
    /// <param name="targetSize">Columns and rows wanted, at least 1 and at most the source's.</param>
    /// <param name="samplesPerPixel">1 to 4.</param>
    /// <returns>Rows × Columns × samplesPerPixel of the target.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static ushort[] Downsample(
        ReadOnlySpan<ushort> source, PixelSize sourceSize, PixelSize targetSize, int samplesPerPixel) =>
        Downsample<ushort>(source, sourceSize, targetSize, samplesPerPixel);

    private static T[] Downsample<T>(
        ReadOnlySpan<T> source, PixelSize sourceSize, PixelSize targetSize, int samplesPerPixel)
        where T : unmanaged, IBinaryInteger<T>
    {
        Check(source, sourceSize, targetSize, samplesPerPixel);
        var targetStride = targetSize.Width * samplesPerPixel;
        var target = new T[targetStride * targetSize.Height];
        var row = new long[targetStride];
        var sum = new long[targetStride];
        for (int y = 0, next = 0; y < targetSize.Height; y++)
        {
            // In units of 1/target rows: target row y covers [y × source, (y + 1) × source), source row j the
            // target's height from j on. The last source row of one target row may be the first of the next.
            var (start, end) = ((long)y * sourceSize.Height, (y + 1L) * sourceSize.Height);
            for (var j = (int)(start / targetSize.Height); (long)j * targetSize.Height < end; j++)
            {
                if (j >= next)
                {
                    SumRow(source.Slice(j * sourceSize.Width * samplesPerPixel, sourceSize.Width * samplesPerPixel),
                        sourceSize.Width, targetSize.Width, samplesPerPixel, row);
                    next = j + 1;
                }

                var covered = Math.Min(end, (j + 1L) * targetSize.Height) - Math.Max(start, (long)j * targetSize.Height);
                Add(row, covered, sum);
            }

            TakeMean(sum, (long)sourceSize.Width * sourceSize.Height, target.AsSpan(y * targetStride, targetStride));
        }

        return target;
    }

    private static void Add(ReadOnlySpan<long> row, long weight, Span<long> sum)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += row[i] * weight;
        }
    }

    private static void TakeMean<T>(Span<long> sum, long total, Span<T> line)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < sum.Length; i++)
        {
            line[i] = T.CreateTruncating((sum[i] + (total / 2)) / total);
        }

        sum.Clear();
    }

    /// <summary>Sums a source row into target columns, each source pixel weighted by the part that is covered.</summary>
    private static void SumRow<T>(
        ReadOnlySpan<T> source, int sourceWidth, int targetWidth, int samplesPerPixel, Span<long> row)
        where T : unmanaged, IBinaryInteger<T>
    {
        row.Clear();
        for (var x = 0; x < targetWidth; x++)
        {
            var (start, end) = ((long)x * sourceWidth, (x + 1L) * sourceWidth);
            for (var i = (int)(start / targetWidth); (long)i * targetWidth < end; i++)
            {
                var covered = Math.Min(end, (i + 1L) * targetWidth) - Math.Max(start, (long)i * targetWidth);
                for (var s = 0; s < samplesPerPixel; s++)
                {
                    row[(x * samplesPerPixel) + s] += long.CreateTruncating(source[(i * samplesPerPixel) + s]) * covered;
                }
            }
        }
    }

    private static void Check<T>(
        ReadOnlySpan<T> source, PixelSize sourceSize, PixelSize targetSize, int samplesPerPixel)
    {
        const int Max = 32768;
        if (sourceSize.Width is < 1 or > Max || sourceSize.Height is < 1 or > Max
            || samplesPerPixel is < 1 or > 4 || source.Length != sourceSize.Area * samplesPerPixel)
        {
            throw new ArgumentException("The samples are not those of a source of 1 to 32768 columns and rows.");
        }

        if (targetSize.Width < 1 || targetSize.Height < 1
            || targetSize.Width > sourceSize.Width || targetSize.Height > sourceSize.Height)
        {
            throw new ArgumentException("The target has 1 to the source's columns and rows.", nameof(targetSize));
        }
    }
}
