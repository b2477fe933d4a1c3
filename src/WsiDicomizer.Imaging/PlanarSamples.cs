namespace WsiDicomizer.Imaging;

/// <summary>Turns samples that lie plane by plane into samples that lie pixel by pixel.</summary>
public static class PlanarSamples
{
    /// <summary>Interleaves planes.</summary>
    /// <param name="planes">All samples of the first component, then of the second, …; 8 bit.</param>
    /// <param name="samplesPerPixel">The number of planes.</param>
    /// <returns>As many bytes, pixel by pixel.</returns>
    /// <exception cref="ArgumentException">The planes are not of equal length.</exception>
    public static byte[] Interleave(ReadOnlySpan<byte> planes, int samplesPerPixel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerPixel, 1);
        if (planes.Length % samplesPerPixel != 0)
        {
            throw new ArgumentException("The planes are not of equal length.", nameof(planes));
        }

        var count = planes.Length / samplesPerPixel;
        var samples = new byte[planes.Length];
        for (var component = 0; component < samplesPerPixel; component++)
        {
            var plane = planes.Slice(component * count, count);
            for (int pixel = 0, target = component; pixel < count; pixel++, target += samplesPerPixel)
            {
                samples[target] = plane[pixel];
            }
        }

        return samples;
    }
}
