namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>A square of grain that repeats without a seam, so that encoded tiles have the sizes of photographs.</summary>
/// <remarks>Fine grain over coarse grain; made once for a slide, then only looked up.</remarks>
internal sealed class NoiseField
{
    private const int Side = 512;
    private const int Mask = Side - 1;

    private readonly sbyte[] _values = new sbyte[Side * Side];

    /// <summary>Makes the field.</summary>
    /// <param name="seed">The same seed makes the same grain.</param>
    /// <param name="strength">1 is the usual grain; 0 none.</param>
    public NoiseField(ulong seed, double strength)
    {
        var random = new SplitMix64(seed);
        var white = new int[Side * Side];
        for (var index = 0; index < white.Length; index++)
        {
            white[index] = random.Next(256) - 128;
        }

        var fine = Blur(white, 1);
        var coarse = Blur(white, 6);
        for (var index = 0; index < white.Length; index++)
        {
            var value = (int)(strength * ((0.52 * fine[index]) + (1.5 * coarse[index])));
            _values[index] = (sbyte)Math.Clamp(value, -60, 60);
        }
    }

    /// <summary>The grain at a place, -60 to 60; beyond its side the field begins again.</summary>
    /// <param name="x">Any column.</param>
    /// <param name="y">Any row.</param>
    public sbyte At(int x, int y) => _values[((y & Mask) * Side) + (x & Mask)];

    // The mean over a square of 2 × radius + 1, by rows and then by columns.
    private static int[] Blur(int[] source, int radius) => BlurOneWay(BlurOneWay(source, radius, 1), radius, Side);

    private static int[] BlurOneWay(int[] source, int radius, int step)
    {
        var target = new int[source.Length];
        var other = step == 1 ? Side : 1;
        for (var start = 0; start < Side; start++)
        {
            var sum = 0;
            for (var offset = -radius; offset <= radius; offset++)
            {
                sum += source[(start * other) + ((offset & Mask) * step)];
            }

            for (var index = 0; index < Side; index++)
            {
                target[(start * other) + (index * step)] = sum / ((2 * radius) + 1);
                sum += source[(start * other) + (((index + radius + 1) & Mask) * step)]
                    - source[(start * other) + (((index - radius) & Mask) * step)];
            }
        }

        return target;
    }
}
