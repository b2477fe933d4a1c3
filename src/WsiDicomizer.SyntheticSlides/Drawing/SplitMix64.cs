namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>A small generator of repeatable numbers: the same seed gives the same sequence on any machine.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). For pictures and made-up values only, never for keys.</remarks>
/// <param name="seed">Where the sequence starts.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>The next number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Next(int bound) => (int)((Next() >> 33) % (ulong)bound);

    /// <summary>One well-mixed number for a place: the same for the same arguments.</summary>
    public static ulong Hash(ulong seed, int a, int b, int c) =>
        Mix(Mix(Mix(Mix(seed + 0x9E3779B97F4A7C15UL) ^ (uint)a) ^ ((ulong)(uint)b << 16)) ^ ((ulong)(uint)c << 32));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
