using System.Numerics;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The parameter of Golomb codes (ITU-T T.87 A.5.1).</summary>
internal static class JpegLsGolomb
{
    /// <summary>The least k with count·2^k of at least the sum.</summary>
    /// <param name="count">N, at least 1.</param>
    /// <param name="sum">A.</param>
    public static int FindParameter(uint count, uint sum)
    {
        // With this k both have as many bits.
        var k = BitOperations.LeadingZeroCount(count) - BitOperations.LeadingZeroCount(sum);
        return k < 0 ? 0 : count << k < sum ? k + 1 : k;
    }
}
