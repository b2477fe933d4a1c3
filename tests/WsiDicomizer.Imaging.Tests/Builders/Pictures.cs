using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Smooth pictures that lossy codecs keep well, and a measure of how well.</summary>
internal static class Pictures
{
    /// <summary>Interleaved samples: waves of different direction for each sample.</summary>
    public static byte[] Waves(PixelSize size, int samplesPerPixel, int noise = 0)
    {
        var random = new Random(21);
        var samples = new byte[size.Width * size.Height * samplesPerPixel];
        for (var i = 0; i < samples.Length; i++)
        {
            int s = i % samplesPerPixel, x = i / samplesPerPixel % size.Width, y = i / samplesPerPixel / size.Width;
            var wave = 128 + (90 * Math.Sin((x * (s + 1) / 40.0) + (y * (3 - s) / 50.0) + s));
            samples[i] = (byte)Math.Clamp(wave + random.Next(-noise, noise + 1), 0, 255);
        }

        return samples;
    }

    /// <summary>The largest difference of two samples.</summary>
    public static int MaxDifference(byte[] left, byte[] right)
    {
        Assert.Equal(left.Length, right.Length);
        return left.Zip(right, (a, b) => Math.Abs(a - b)).Max();
    }
}
