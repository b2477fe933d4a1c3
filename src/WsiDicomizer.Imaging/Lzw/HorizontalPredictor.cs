namespace WsiDicomizer.Imaging.Lzw;

/// <summary>TIFF's horizontal differencing (tag 317 = 2) of samples of 8 or 16 bits.</summary>
/// <remarks>
/// Each sample but a row's first is stored as the difference, modulo 256 or 65,536, from the same sample of the pixel to the
/// left; samples of 16 bits in the byte order of this machine, so those of another order are turned round first.
/// Buffers are row-major and interleaved. Source: TIFF 6.0, section 14.
/// </remarks>
public static class HorizontalPredictor
{
    /// <summary>Turns differences into samples, in place.</summary>
    /// <param name="rows">Whole rows of width × samplesPerPixel bytes.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="samplesPerPixel">Interleaved samples.</param>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public static void Undo(Span<byte> rows, int width, int samplesPerPixel)
    {
        for (var stride = CheckStride(rows, width, samplesPerPixel); !rows.IsEmpty; rows = rows[stride..])
        {
            for (var i = samplesPerPixel; i < stride; i++)
            {
                rows[i] += rows[i - samplesPerPixel];
            }
        }
    }

    /// <summary>Turns samples into differences, in place.</summary>
    /// <param name="rows">Whole rows of width × samplesPerPixel bytes.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="samplesPerPixel">Interleaved samples.</param>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public static void Apply(Span<byte> rows, int width, int samplesPerPixel)
    {
        for (var stride = CheckStride(rows, width, samplesPerPixel); !rows.IsEmpty; rows = rows[stride..])
        {
            for (var i = stride - 1; i >= samplesPerPixel; i--)
            {
                rows[i] -= rows[i - samplesPerPixel];
            }
        }
    }

    /// <summary>Turns differences of 16-bit samples into samples, in place.</summary>
    /// <param name="rows">Whole rows of width × samplesPerPixel samples.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="samplesPerPixel">Interleaved samples.</param>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public static void Undo(Span<ushort> rows, int width, int samplesPerPixel)
    {
        for (var stride = CheckStride(rows, width, samplesPerPixel); !rows.IsEmpty; rows = rows[stride..])
        {
            for (var i = samplesPerPixel; i < stride; i++)
            {
                rows[i] += rows[i - samplesPerPixel];
            }
        }
    }

    /// <summary>Turns 16-bit samples into differences, in place.</summary>
    /// <param name="rows">Whole rows of width × samplesPerPixel samples.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="samplesPerPixel">Interleaved samples.</param>
    /// <exception cref="ArgumentException">The rows are not whole.</exception>
    public static void Apply(Span<ushort> rows, int width, int samplesPerPixel)
    {
        for (var stride = CheckStride(rows, width, samplesPerPixel); !rows.IsEmpty; rows = rows[stride..])
        {
            for (var i = stride - 1; i >= samplesPerPixel; i--)
            {
                rows[i] -= rows[i - samplesPerPixel];
            }
        }
    }

    private static int CheckStride<T>(Span<T> rows, int width, int samplesPerPixel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerPixel, 1);
        var stride = checked(width * samplesPerPixel);
        return rows.Length % stride == 0 ? stride : throw new ArgumentException("The rows are not whole.", nameof(rows));
    }
}
