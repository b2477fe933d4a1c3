using System.Runtime.InteropServices;

namespace WsiDicomizer.Imaging;

/// <summary>Turns samples that lie plane by plane into samples that lie pixel by pixel.</summary>
public static class PlanarSamples
{
    /// <summary>Interleaves planes.</summary>
    /// <param name="planes">All samples of the first component, then of the second, ….</param>
    /// <param name="samplesPerPixel">The number of planes.</param>
    /// <param name="bytesPerSample">1 or 2.</param>
    /// <returns>As many bytes, pixel by pixel.</returns>
    /// <exception cref="ArgumentException">The planes are not of equal length.</exception>
    public static byte[] Interleave(ReadOnlySpan<byte> planes, int samplesPerPixel, int bytesPerSample = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerPixel, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerSample, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytesPerSample, 2);
        if (planes.Length % (samplesPerPixel * bytesPerSample) != 0)
        {
            throw new ArgumentException("The planes are not of equal length.", nameof(planes));
        }

        var samples = new byte[planes.Length];
        if (bytesPerSample == 2)
        {
            Interleave<ushort>(MemoryMarshal.Cast<byte, ushort>(planes), MemoryMarshal.Cast<byte, ushort>(samples.AsSpan()), samplesPerPixel);
        }
        else
        {
            Interleave<byte>(planes, samples, samplesPerPixel);
        }

        return samples;
    }

    private static void Interleave<T>(ReadOnlySpan<T> planes, Span<T> samples, int samplesPerPixel)
    {
        var count = planes.Length / samplesPerPixel;
        for (var component = 0; component < samplesPerPixel; component++)
        {
            var plane = planes.Slice(component * count, count);
            for (int pixel = 0, target = component; pixel < count; pixel++, target += samplesPerPixel)
            {
                samples[target] = plane[pixel];
            }
        }
    }
}
